namespace OneLink.EndToEnd.Harness;

/// <summary>The tests that share one installation with the native edge; they run one after the other.</summary>
[CollectionDefinition(EdgeBuild.Native)]
public sealed class NativeEdgeTests : ICollectionFixture<NativeInstallation>;
