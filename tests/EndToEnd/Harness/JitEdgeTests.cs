namespace OneLink.EndToEnd.Harness;

/// <summary>The tests that share one installation with the edge under the JIT compiler; they run one after the other.</summary>
[CollectionDefinition(EdgeBuild.Jit)]
public sealed class JitEdgeTests : ICollectionFixture<JitInstallation>;
