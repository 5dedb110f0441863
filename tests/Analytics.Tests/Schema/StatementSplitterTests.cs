using OneLink.Analytics.Schema;

namespace OneLink.Analytics.Tests.Schema;

public sealed class StatementSplitterTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("-- a comment; only\n/* and; this */", "")]
    [InlineData("A; B", "A|B")]
    [InlineData("A;;\n;B;", "A|B")]
    [InlineData("-- why; so\nA 'x;y' `p;q` \"r;s\"; B", "-- why; so\nA 'x;y' `p;q` \"r;s\"|B")]
    [InlineData("A 'it''s; \\'; ' ; B", "A 'it''s; \\'; '|B")]
    [InlineData("A /* ; */ -- ;\n; B", "A /* ; */ -- ;|B")]
    [InlineData("A 'unclosed; B", "A 'unclosed; B")]
    public void Split_Script_CutsBetweenStatements(string script, string expected)
    {
        Assert.Equal(expected, string.Join('|', StatementSplitter.Split(script)));
    }
}
