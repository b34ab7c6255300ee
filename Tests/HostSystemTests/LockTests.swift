import Diagnostics
import Glibc
import HostSystem
import Testing

/// A lock that another process holds can be had later; one that the file system refuses cannot.
@Suite struct LockTests {
  @Test(arguments: [
    (EWOULDBLOCK, true), (EAGAIN, true), (EINTR, true), (ENOLCK, false), (EOPNOTSUPP, false), (EIO, false),
    (EBADF, false),
  ]) func reasons(_ number: Int32, _ isHeld: Bool) {
    #expect(FileFault.isHeldLock(errno: number) == isHeld)
    let said = FileFault(.lock, "/mnt/out", errno: number).diagnostic
    #expect(said.code == "file.lock")
    #expect((said.advice?.english.contains("no locks") == true) == [ENOLCK, EOPNOTSUPP].contains(number))
  }
}
