"""What a paper prints, as strings: from the data that shosho attaches to its own papers, so that no peer computes anything."""

import datetime
from fractions import Fraction


def wareki(date: str) -> str:
    """The date as on a paper; all dates here lie in Reiwa (from 2019-05-01)."""
    day = datetime.date.fromisoformat(date)
    year = day.year - 2018
    return f"令和{'元' if year == 1 else year}年{day.month}月{day.day}日"


def titled(person: dict) -> str:
    return f"{person['representativeTitle']}　{person['representative']}"


def certificate(data: dict) -> dict:
    work, contractor, issuer = data["work"], data["contractor"], data["issuer"]
    # Cut, not rounded, to one decimal: a share is never printed larger than it is.
    tenths = Fraction(data["advance"]["share"]) * 1000 // 1
    share = f"{tenths // 10}.{tenths % 10}"
    return {
        "number": data["number"],
        "issuedOn": wareki(data["issuedOn"]),
        "kind": data["kind"],
        "addressee": f"{data['orderer']['addressee']}　様",
        "concludedOn": wareki(data["concludedOn"]),
        "contractorAddress": contractor["address"],
        "contractorName": contractor["name"],
        "contractorRepresentative": titled(contractor),
        "workNumber": work["number"],
        "workName": work["name"],
        "workPlace": work["place"],
        "contractedOn": wareki(work["contractedOn"]),
        "term": f"{wareki(work['from'])}から{wareki(work['to'])}まで",
        "price": f"金{work['price']:,}円",
        "tax": f"（うち取引に係る消費税及び地方消費税の額　{work['tax']:,}円）",
        "advance": f"金{data['advance']['amount']:,}円",
        "share": f"請負代金額の{share}％",
        "guarantee": f"金{data['guarantee']['amount']:,}円",
        "until": wareki(data["guarantee"]["until"]),
        "terms": data["guarantee"]["terms"],
        "remarks": "－",
        "issuerName": issuer["name"],
        "issuerAddress": issuer["address"],
        "issuerRepresentative": titled(issuer),
    }


def premium_sheet(data: dict) -> dict:
    premium, contractor, issuer, tariff = data["premium"], data["contractor"], data["issuer"], data["tariff"]
    return {
        "number": data["number"],
        "issuedOn": wareki(data["issuedOn"]),
        "postal": f"〒{contractor['postalCode']}　{contractor['address']}",
        "addressee": f"{contractor['name']}　御中",
        "issuerName": issuer["name"],
        "desk": issuer["premiumDesk"],
        "amount": f"{premium['amount']:,}",
        "kind": data["kind"],
        "workName": data["work"]["name"],
        "orderer": data["orderer"]["name"],
        "price": f"金{data['work']['price']:,}円",
        "guarantee": f"金{data['guarantee']['amount']:,}円",
        "steps": [
            {"slice": step["slice"], "amount": f"{step['amount']:,}", "rate": step["rate"], "product": step["product"]}
            for step in premium["steps"]
        ],
        "totalAmount": f"{data['guarantee']['amount']:,}",
        "total": premium["total"],
        "rounding": f"端数処理（{premium['rounding']}）",
        "dropped": premium.get("dropped", "－"),
        "dueOn": wareki(data["payment"]["dueOn"]),
        "account": issuer["account"],
        "tariff": f"料率表　{tariff['name']}（{wareki(tariff['effectiveFrom'])}適用）。実在する会社の料率ではありません。",
    }


def values(printed: dict):
    """Every string of one paper."""
    for value in printed.values():
        if isinstance(value, str):
            yield value
        else:
            for step in value:
                yield from step.values()
