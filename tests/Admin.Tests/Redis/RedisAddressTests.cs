using System.Net;
using Microsoft.Extensions.Configuration;
using OneLink.Admin.Hosting;
using OneLink.Admin.Redis;

namespace OneLink.Admin.Tests.Redis;

public sealed class RedisAddressTests
{
    [Theory]
    [InlineData("redis://cache.example", "cache.example", 6379, null, null, null, false)]
    [InlineData("redis://cache.example:6380/3", "cache.example", 6380, null, null, 3, false)]
    [InlineData("redis://:p%40ss%2Fword@cache.example/0", "cache.example", 6379, null, "p@ss/word", 0, false)]
    [InlineData("rediss://ada:secret@cache.example:1/", "cache.example", 1, "ada", "secret", null, true)]
    [InlineData("cache.example", "cache.example", 0, null, null, null, false)]
    [InlineData("cache.example:6380,password=a=b,ssl=true,defaultDatabase=2", "cache.example", 6380, null, "a=b", 2, true)]
    public void Read_OneServer(string text, string host, int port, string? user, string? password, int? database, bool isEncrypted)
    {
        var options = RedisAddress.Read(text);
        var server = Assert.IsType<DnsEndPoint>(Assert.Single(options.EndPoints));
        Assert.Equal((host, port), (server.Host, server.Port));
        Assert.Equal((user, password, database, isEncrypted), (options.User, options.Password, options.DefaultDatabase, options.Ssl));
        Assert.False(options.AbortOnConnectFail);
    }

    [Fact]
    public void Read_ServersOfACluster_AndSentinels()
    {
        Assert.Equal(3, RedisAddress.Read("one:7000,two:7000,three:7000").EndPoints.Count);
        var sentinels = RedisAddress.Read("one:26379,two:26379,serviceName=onelink,password=secret");
        Assert.Equal(("onelink", 2), (sentinels.ServiceName, sentinels.EndPoints.Count));
        Assert.IsType<IPEndPoint>(Assert.Single(RedisAddress.Read("[::1]:6379").EndPoints));
    }

    [Theory]
    [InlineData("http://cache.example", "it is no address such as redis://:password@host:6379/0")]
    [InlineData("redis://", "it is no address such as redis://:password@host:6379/0")]
    [InlineData("redis://host:99999", "it is no address such as redis://:password@host:6379/0")]
    [InlineData("redis://host/first", "the database behind the / must be a number")]
    [InlineData("redis://hunter2@host", "a password is written behind a colon, as in redis://:password@host")]
    [InlineData("password=hunter2", "it names no server")]
    [InlineData("host:6379,hunter2 hunter2", "the server that it names in place 2 is no host and port")]
    [InlineData("host:6379,nonsense=1", "Keyword 'nonsense' is not supported")]
    public void Read_Nonsense_SaysWhatIsWrongAndNoPassword(string text, string reason)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["ONELINK_REDIS"] = text, ["ONELINK_DATA"] = Path.GetTempPath() }).Build();
        var message = Assert.Throws<StartupException>(() => AdminSettings.Read(configuration)).Message;
        Assert.StartsWith("ONELINK_REDIS must be redis://[:password@]host:port/db, or a connection string such as", message, StringComparison.Ordinal);
        Assert.Contains(reason, message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", message, StringComparison.Ordinal);
    }
}
