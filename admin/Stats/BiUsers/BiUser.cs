using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OneLink.Admin.Stats.BiUsers;

/// <summary>A user of a ClickHouse server who reads one account's rows of the BI views, and nothing else.</summary>
/// <param name="accountId">Whose rows.</param>
/// <param name="database">With the views.</param>
/// <param name="owner">The user that OneLink itself has: a row policy hides all rows from users that no policy names.</param>
internal sealed class BiUser(long accountId, string database, string owner)
{
    private const string AllRowsPolicy = "onelink_all_rows";

    private static readonly string[] Views = ["bi_clicks", "bi_links", "bi_daily"];

    /// <summary>What the views read, with the rights of whoever asks them.</summary>
    private static readonly string[] Tables = ["clicks", "links", "clicks_by_quarter_hour"];

    public string Name { get; } = string.Create(CultureInfo.InvariantCulture, $"bi_{accountId}");

    /// <summary>
    /// In this order; may be run again, which gives the user a new password. Its rows are bounded before it may read any.
    /// Only the password's hash travels, and is all that a query log can hold.
    /// </summary>
    public IReadOnlyList<string> Statements(string password) =>
    [
        // Read-only of the kind that still lets drivers choose formats; the bounds cannot be raised.
        $"""
        CREATE USER OR REPLACE {Quoted(Name)} IDENTIFIED WITH sha256_hash BY '{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(password)))}'
        SETTINGS readonly = 2, max_execution_time = 60 MIN 1 MAX 60, max_memory_usage = 1073741824 MIN 1 MAX 1073741824, max_concurrent_queries_for_user = 4 CONST
        """,
        .. Tables.Select(table => $"CREATE ROW POLICY OR REPLACE {Quoted(AllRowsPolicy)} ON {At(table)} USING 1 TO {Quoted(owner)}"),
        .. Tables.Select(table => string.Create(CultureInfo.InvariantCulture, $"CREATE ROW POLICY OR REPLACE {Quoted(Name)} ON {At(table)} USING account_id = {accountId} TO {Quoted(Name)}")),
        .. Tables.Concat(Views).Select(table => $"GRANT SELECT ON {At(table)} TO {Quoted(Name)}"),
    ];

    private string At(string table) => $"{Quoted(database)}.{table}";

    private static string Quoted(string name) => $"`{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("`", "\\`", StringComparison.Ordinal)}`";
}
