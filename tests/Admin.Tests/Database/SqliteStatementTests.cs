using Dapper;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Data.Sqlite;
using OneLink.Admin.Database;

namespace OneLink.Admin.Tests.Database;

public sealed class SqliteStatementTests : IDisposable
{
    private readonly SqliteConnection _connection = new("Data Source=:memory:");

    public SqliteStatementTests()
    {
        _connection.Open();
        _connection.Execute("CREATE TABLE rows (id INTEGER PRIMARY KEY, text TEXT, number INTEGER, bytes BLOB, name TEXT UNIQUE CHECK (name <> 'refused'))");
    }

    public void Dispose() => _connection.Dispose();

    [Fact]
    public void ExecuteAsync_AnyValues_AreStoredAsTheyAre()
    {
        using var statement = Insert();
        var id = 0L;
        Prop.ForAll<string?, long, byte[]?>((text, number, bytes) =>
        {
            text = text is null ? null : string.Concat(text.Where(c => !char.IsSurrogate(c)));
            Assert.Equal(1, statement.ExecuteAsync(++id, text, number, bytes, null).GetAwaiter().GetResult());
            var (storedText, storedNumber, storedBytes) = _connection.QuerySingle<(string?, long, byte[]?)>("SELECT text, number, bytes FROM rows WHERE id = @id", new { id });
            return string.Equals(storedText, text, StringComparison.Ordinal) && storedNumber == number
                && (bytes is null ? storedBytes is null : storedBytes!.AsSpan().SequenceEqual(bytes));
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\0b")]
    [InlineData("👩‍💻 привет")]
    public async Task ExecuteAsync_Text_KeepsItsLength(string text)
    {
        using var statement = Insert();
        await statement.ExecuteAsync(1L, text, null, Array.Empty<byte>(), new string('x', 10_000));
        var (length, isNull, name) = await _connection.QuerySingleAsync<(long, long, string)>("SELECT length(CAST(text AS BLOB)), text IS NULL OR bytes IS NULL, name FROM rows");
        Assert.Equal(System.Text.Encoding.UTF8.GetByteCount(text), length);
        Assert.Equal(0, isNull);
        Assert.Equal(10_000, name.Length);
    }

    [Fact]
    public async Task ExecuteAsync_AfterARefusedRow_StoresTheNext()
    {
        using var statement = Insert();
        await statement.ExecuteAsync(1L, null, null, null, "taken");
        var refused = await Assert.ThrowsAsync<SqliteException>(() => statement.ExecuteAsync(2L, null, null, null, "refused"));
        Assert.Equal(19, refused.SqliteErrorCode);
        Assert.Equal(0, await statement.ExecuteAsync(3L, null, null, null, "taken"));
        Assert.Equal(1, await statement.ExecuteAsync(4L, null, null, null, "free"));
    }

    [Fact]
    public async Task ExecuteAsync_InATransactionThatIsTakenBack_LeavesNothing()
    {
        using var statement = Insert();
        using (var transaction = _connection.BeginTransaction(deferred: false))
        {
            await statement.ExecuteAsync(1L, null, null, null, null);
            transaction.Rollback();
        }

        Assert.Equal(0, await _connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM rows"));
    }

    [Fact]
    public void Constructor_ParameterThatIsNotThere_SaysWhich()
        => Assert.Contains("@missing", Assert.Throws<ArgumentException>(() => new SqliteStatement(_connection, "DELETE FROM rows WHERE id = @id", ["@missing"])).Message, StringComparison.Ordinal);

    private SqliteStatement Insert() => new(
        _connection,
        "INSERT INTO rows (id, text, number, bytes, name) VALUES (@id, @text, @number, @bytes, @name) ON CONFLICT DO NOTHING",
        ["@id", "@text", "@number", "@bytes", "@name"]);
}
