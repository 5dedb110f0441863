namespace OneLink.Client.Tests;

/// <summary>The tests that share an <see cref="AdminApi"/> and do not mind each other's links.</summary>
[CollectionDefinition(Name)]
public sealed class AdminApiGroup : ICollectionFixture<AdminApi>
{
    public const string Name = "admin";
}
