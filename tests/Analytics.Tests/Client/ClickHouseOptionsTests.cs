using OneLink.Analytics.Client;

namespace OneLink.Analytics.Tests.Client;

public sealed class ClickHouseOptionsTests
{
    [Fact]
    public void Parse_FullAddress_TakesEveryPart()
    {
        var options = ClickHouseOptions.Parse("https://one%40link:p%3Aa%2Fss@ch.example:8443/clicks?compression=1&timeout=7");

        Assert.Equal([new Uri("https://ch.example:8443/")], options.Endpoints);
        Assert.Equal(("one@link", "p:a/ss", "clicks"), (options.User, options.Password, options.Database));
        Assert.Equal((true, TimeSpan.FromSeconds(7)), (options.Compression, options.Timeout));
    }

    [Fact]
    public void Parse_PlainAddress_HasDefaults()
    {
        var options = ClickHouseOptions.Parse("http://127.0.0.1:8123");

        Assert.Equal([new Uri("http://127.0.0.1:8123/")], options.Endpoints);
        Assert.Equal(("", "", "default", false), (options.User, options.Password, options.Database, options.Compression));
    }

    [Fact]
    public void Parse_SeveralAddresses_KeepsTheirOrderAndTheFirstPassword()
    {
        var options = ClickHouseOptions.Parse("http://u:first@a:1/db, http://u:second@b:2/other");

        Assert.Equal([new Uri("http://a:1/"), new Uri("http://b:2/")], options.Endpoints);
        Assert.Equal(("first", "db"), (options.Password, options.Database));
    }

    [Theory]
    [InlineData("")]
    [InlineData("clickhouse")]
    [InlineData("tcp://secret:secret@a:9000")]
    [InlineData("http://u:secret@a?colour=red")]
    [InlineData("http://u:secret@a?timeout=0")]
    public void Parse_NoAddress_ThrowsWithoutThePassword(string text)
    {
        var failure = Assert.Throws<FormatException>(() => ClickHouseOptions.Parse(text));

        Assert.DoesNotContain("secret", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ToString_Password_IsNotInIt()
    {
        Assert.DoesNotContain("secret", ClickHouseOptions.Parse("http://u:secret@a").ToString(), StringComparison.Ordinal);
    }
}
