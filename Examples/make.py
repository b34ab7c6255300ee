#!/usr/bin/env python3
"""Writes the example records in every format from certificates.jsonl, the one source of the data.

Run it after a change to certificates.jsonl: python3 Examples/make.py
Dates and amounts are written as each kind of file has them in practice; they are the same values.
"""

import csv
import io
import json
import pathlib
import re

HERE = pathlib.Path(__file__).parent

# Path and heading, in the order of the catalogue (Sources/Fields/Catalogue.swift).
COLUMNS = [
    ("kind", "保証の種類"), ("number", "保証契約番号"), ("concludedOn", "保証契約日"), ("priorNumber", "関連保証契約番号"),
    ("key", "認証キー"), ("orderer.name", "発注者"), ("orderer.addressee", "被保証者"), ("contractor.name", "受注者"),
    ("contractor.postalCode", "受注者郵便番号"), ("contractor.address", "受注者住所"),
    ("contractor.representativeTitle", "代表者職名"), ("contractor.representative", "代表者氏名"),
    ("work.category", "契約種別"), ("work.number", "工事番号"), ("work.name", "工事名"), ("work.place", "工事場所"),
    ("work.contractedOn", "請負契約日"), ("work.originallyContractedOn", "当初契約日"), ("work.announcedOn", "公告日"),
    ("work.from", "工期自"), ("work.to", "工期至"), ("work.price", "請負代金額"), ("work.tax", "うち消費税額"),
    ("work.lowBid", "低入札"), ("work.clausesEdition", "約款版"), ("advance.amount", "前払金額"), ("advance.prior", "既前払金額"),
    ("guarantee.amount", "保証金額"), ("guarantee.until", "保証期限"), ("guarantee.from", "保証期間自"),
    ("guarantee.to", "保証期間至"), ("guarantee.terms", "適用約款"), ("amendment.count", "変更回数"), ("amendment.on", "変更日"),
    ("amendment.kinds", "変更事由"), ("amendment.before.price", "変更前請負代金額"),
    ("amendment.before.advanceAmount", "変更前前払金額"), ("amendment.before.guaranteeAmount", "変更前保証金額"),
    ("amendment.before.until", "変更前保証期限"), ("amendment.before.from", "変更前保証期間自"),
    ("amendment.before.to", "変更前保証期間至"), ("amendment.before.workFrom", "変更前工期自"),
    ("amendment.before.workTo", "変更前工期至"), ("premium.amount", "保証料"), ("premium.received", "既領収保証料"),
    ("payment.dueOn", "納付期限"), ("payment.paidOn", "納付日"), ("payment.method", "納付方法"), ("payment.status", "納付状況"),
    ("refund.dueOn", "返還予定日"), ("refund.account", "返還先口座"), ("remarks", "備考"),
]
MEMBER = [
    ("role", "役割"), ("name", "商号"), ("address", "住所"), ("representativeTitle", "代表者職名"), ("representative", "代表者氏名"),
]
# The records that `shosho preview` shows forms with: an advance, a joint venture's amended performance guarantee, a refund, an interim
# payment.
SAMPLES = ["44-07-0012345-00", "44-07-0012388-01", "44-07-0012345-01", "44-07-0015502-00"]
ERAS = [("令和", 2019, "2019-05-01"), ("平成", 1989, "1989-01-08"), ("昭和", 1926, "1926-12-25")]


def at(record, path):
    for name in path.split("."):
        if not isinstance(record, dict) or name not in record:
            return None
        record = record[name]
    return record


def wareki(iso):
    year, month, day = (int(part) for part in iso.split("-"))
    name, first, _ = next(era for era in ERAS if era[2] <= iso)
    count = year - first + 1
    return f"{name}{'元' if count == 1 else count}年{month}月{day}日"


def cell(value, date):
    if value is None:
        return ""
    if isinstance(value, bool):
        return "有" if value else "無"
    if isinstance(value, int):
        return f"{value:,}" if value >= 1000 else str(value)
    if isinstance(value, list):
        return "・".join(value)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return date(value)
    return value


def table(records, date, headings=lambda path, heading: heading):
    """Rows of a CSV: the members' columns stand after the contractor's."""
    members = max(len(at(record, "contractor.members") or []) for record in records)
    split = [path for path, _ in COLUMNS].index("work.category")
    names = [headings(path, heading) for path, heading in COLUMNS]
    extra = [f"構成員{index + 1}{heading}" for index in range(members) for _, heading in MEMBER]
    rows = [names[:split] + extra + names[split:]]
    for record in records:
        cells = [cell(at(record, path), date) for path, _ in COLUMNS]
        venture = at(record, "contractor.members") or []
        venture = venture + [{}] * (members - len(venture))
        rows.append(cells[:split] + [cell(member.get(name), date) for member in venture for name, _ in MEMBER] + cells[split:])
    return rows


def text(rows):
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue()


def in_cp932(record):
    try:
        json.dumps(record, ensure_ascii=False).encode("cp932")
        return True
    except UnicodeEncodeError:
        return False


def main():
    lines = (HERE / "certificates.jsonl").read_text("utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    samples = [line for number in SAMPLES for line, record in zip(lines, records) if record["number"] == number]
    (HERE.parent / "Templates" / "samples.jsonl").write_text("".join(line + "\n" for line in samples), "utf-8")
    (HERE / "certificates.csv").write_bytes(text(table(records, wareki)).encode("utf-8"))
    slashed = lambda iso: "/".join(str(int(part)) for part in iso.split("-"))
    reached = [record for record in records if in_cp932(record)]
    (HERE / "certificates-cp932.csv").write_bytes(text(table(reached, slashed)).encode("cp932"))
    (HERE / "certificates.json").write_text(json.dumps({"records": records}, ensure_ascii=False, indent=1) + "\n", "utf-8")
    # The same as an old host system names its columns; mapping.json tells what they are.
    mapping = json.loads((HERE / "mapping.json").read_text("utf-8"))
    host = {path: name for name, path in mapping["columns"].items()}
    single = [record for record in reached if "members" not in record["contractor"]][:12]
    plain = lambda iso: iso.replace("-", "")
    rows = table(single, plain, headings=lambda path, heading: host.get(path, heading))
    rows = [rows[0] + mapping["ignored"]] + [row + ["" for _ in mapping["ignored"]] for row in rows[1:]]
    (HERE / "certificates-host.csv").write_bytes(text(rows).encode("cp932"))


if __name__ == "__main__":
    main()
