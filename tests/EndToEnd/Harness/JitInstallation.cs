namespace OneLink.EndToEnd.Harness;

/// <summary>All processes, the edge under the JIT compiler.</summary>
public sealed class JitInstallation() : Installation(new EdgeBuild("edge-jit"));
