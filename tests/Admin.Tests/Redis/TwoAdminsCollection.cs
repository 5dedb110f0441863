namespace OneLink.Admin.Tests.Redis;

/// <summary>Two admins for all tests that do not mind each other and leave Redis as it is.</summary>
[CollectionDefinition(Name)]
public sealed class TwoAdminsCollection : ICollectionFixture<TwoAdminsFixture>
{
    public const string Name = "two admins";
}
