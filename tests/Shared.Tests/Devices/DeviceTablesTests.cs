using OneLink.Shared.Devices;

namespace OneLink.Shared.Tests.Devices;

public sealed class DeviceTablesTests
{
    [Theory]
    [InlineData("browsers")]
    [InlineData("inapps")]
    [InlineData("bots")]
    [InlineData("models")]
    [InlineData("versions")]
    [InlineData("packages")]
    public void Table_Rows_AreUnique(string table)
    {
        var tokens = TokenTable.Rows(table).Select(static row => row.Token[0] == '=' ? row.Token : row.Token.ToUpperInvariant());
        Assert.Empty(tokens.GroupBy(static token => token, StringComparer.Ordinal).Where(static group => group.Count() > 1).Select(static group => group.Key));
    }

    [Fact]
    public void Table_EveryApp_HasARow()
    {
        var named = TokenTable.Read<InAppBrowser>("inapps", TokenKind.InApp).Select(static rule => (InAppBrowser)rule.Meaning).ToHashSet();
        Assert.Equal(Enum.GetValues<InAppBrowser>().Where(static app => app != InAppBrowser.None), named.Order());
    }

    [Fact]
    public void Table_EverySign_HasARow()
    {
        // Every sign that the decisions ask for is one that some row gives.
        var named = TokenTable.Read<Sign>("signs", TokenKind.Sign)
            .Concat(TokenTable.Read<Sign>("televisions", TokenKind.Sign))
            .Aggregate(Sign.None, static (signs, rule) => signs | (Sign)rule.Meaning);
        Assert.Equal(Enum.GetValues<Sign>().Aggregate(Sign.None, static (signs, sign) => signs | sign), named);
    }

    [Fact]
    public void Compiled_AllTables_FitTheAutomaton() =>
        Assert.InRange(DeviceTables.Compiled.Tokens.States, 5_000, ushort.MaxValue);
}
