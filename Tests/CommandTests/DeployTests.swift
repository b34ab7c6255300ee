import Testing

/// What stands in Deploy/ is what its engines take. The Slurm and GNU parallel files are run by scripts/test-slurm.
@Suite struct DeployTests {
  @Test func kubernetesAndAWSBatch() throws {
    let check = try Command.run(tool: "\(Command.root)/.venv/bin/python", ["\(Command.root)/scripts/check-deploy"])
    #expect(check.status == 0, "scripts/setup --tests installs what this needs\n\(check.output)\(check.error)")
  }

  @Test(arguments: [
    "slurm/shosho-submit", "slurm/shosho-shard.sbatch", "slurm/shosho-merge.sbatch", "parallel/shosho-parallel",
  ])
  func shellScripts(file: String) throws {
    #expect(try Command.run(tool: "bash", ["-n", "\(Command.root)/Deploy/\(file)"]).status == 0)
  }
}
