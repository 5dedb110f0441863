namespace OneLink.Admin.Tests.Hosting;

/// <summary>A test that looks into SQLite itself: its plans, or its file.</summary>
internal sealed class SqliteFactAttribute : FactAttribute
{
    public SqliteFactAttribute() => Skip = TestDatabase.IsPostgres ? SqliteTheoryAttribute.Reason : null;
}
