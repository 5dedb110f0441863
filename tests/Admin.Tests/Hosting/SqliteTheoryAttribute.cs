namespace OneLink.Admin.Tests.Hosting;

/// <inheritdoc cref="SqliteFactAttribute"/>
internal sealed class SqliteTheoryAttribute : TheoryAttribute
{
    public const string Reason = "Looks into SQLite itself.";

    public SqliteTheoryAttribute() => Skip = TestDatabase.IsPostgres ? Reason : null;
}
