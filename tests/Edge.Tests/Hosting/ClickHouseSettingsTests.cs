using OneLink.Analytics.Client;
using OneLink.Edge.Hosting;

namespace OneLink.Edge.Tests.Hosting;

public sealed class ClickHouseSettingsTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void FromEnvironment_SeveralAddressesOfACluster_AreTaken()
    {
        ClickHouseOptions read = Read(("ONELINK_CLICKHOUSE", "http://me:secret@a:8123/clicks,http://b:8123"), ("ONELINK_CLICKHOUSE_CLUSTER", "main"));

        Assert.Equal(["http://a:8123/", "http://b:8123/"], read.Endpoints.Select(address => address.ToString()));
        Assert.Equal(("me", "secret", "clicks", "main"), (read.User, read.Password, read.Database, read.Cluster));
    }

    [Fact]
    public void FromEnvironment_NoCluster_IsNone() => Assert.Null(Read(("ONELINK_CLICKHOUSE_CLUSTER", "")).Cluster);

    [Fact]
    public void FromEnvironment_ClusterWithOtherCharacters_NamesTheVariable()
        => Assert.StartsWith(
            "ONELINK_CLICKHOUSE_CLUSTER: ",
            Assert.Throws<FormatException>(() => Read(("ONELINK_CLICKHOUSE_CLUSTER", "a b"))).Message,
            StringComparison.Ordinal);

    private ClickHouseOptions Read(params (string Name, string Value)[] variables)
        => EdgeOptions.FromEnvironment(
            name => name == "ONELINK_DATA" ? _folder.Path : variables.Where(variable => variable.Name == name).Select(variable => variable.Value).FirstOrDefault()).ClickHouse;
}
