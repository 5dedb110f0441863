using OneLink.Admin.Stats.BiUsers;

namespace OneLink.Admin.Tests.Stats.BiUsers;

public sealed class BiUserTests(StatsServerFixture fixture) : IClassFixture<StatsServerFixture>
{
    private const string Password = "it's a secret";

    private static readonly BiUser User = new(7, "one`link", "owner");

    /// <summary>The embedded engine carries none of them out, but has the parser of the server.</summary>
    [Fact]
    public async Task Statements_Each_IsOneThatClickHouseReads()
    {
        foreach (var statement in User.Statements(Password))
        {
            Assert.NotEqual("", await fixture.Server.QueryAsync("EXPLAIN AST " + statement));
        }
    }

    [Fact]
    public void Statements_RowsAreBoundedBeforeAnythingIsGranted()
    {
        var statements = User.Statements(Password).ToList();
        var granted = statements.Where(statement => statement.StartsWith("GRANT", StringComparison.Ordinal)).Select(statement => statement.Split(' ')[3]).ToList();
        var bounded = statements.Where(statement => statement.Contains("USING account_id = 7 TO `bi_7`", StringComparison.Ordinal)).Select(statement => statement.Split(' ')[7]).ToList();

        Assert.True(
            statements.FindIndex(statement => statement.StartsWith("GRANT", StringComparison.Ordinal))
            > statements.FindLastIndex(statement => statement.Contains("ROW POLICY", StringComparison.Ordinal)));
        Assert.Equal(granted.Where(table => !table.Contains(".bi_", StringComparison.Ordinal)), bounded);
        Assert.All(granted, table => Assert.StartsWith("`one\\`link`.", table, StringComparison.Ordinal));
    }

    [Fact]
    public void Statements_Password_IsInNone()
        => Assert.DoesNotContain(User.Statements(Password), statement => statement.Contains("secret", StringComparison.Ordinal));
}
