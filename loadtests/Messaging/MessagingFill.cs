using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace OneLink.LoadTests.Messaging;

/// <summary>
/// Makes contacts, conversations and messages inside SQLite, beside the running admin, in transactions of a few seconds: the
/// same tables, indexes and triggers, without HTTP. Inboxes, agents and the like are made by the API before.
/// </summary>
internal sealed class MessagingFill(Installation installation, long contacts, long conversations)
{
    private const int ContactsTogether = 50_000;
    private const int ConversationsTogether = 20_000;

    /// <summary>The connection's own; the admin's writes are as durable as ever.</summary>
    private const string Pragmas = "PRAGMA synchronous = OFF; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -1000000; PRAGMA foreign_keys = ON;";

    private readonly Dictionary<string, object> _parameters = new(StringComparer.Ordinal);

    /// <summary>Fills an account that has no contacts yet.</summary>
    public async Task RunAsync(long userId)
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(installation.DataFolder, "admin", "onelink.db"),
            DefaultTimeout = 60,
        }.ToString());
        await connection.OpenAsync();
        await ExecuteAsync(connection, Pragmas);
        _parameters["@account"] = installation.AccountId;
        _parameters["@user"] = userId;
        _parameters["@contacts"] = contacts;
        _parameters["@conversations"] = conversations;
        _parameters["@now"] = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        _parameters["@contact"] = await NumberAsync(connection, "SELECT COALESCE(MAX(id), 0) FROM contacts");
        _parameters["@conversation"] = await NumberAsync(connection, "SELECT COALESCE(MAX(id), 0) FROM conversations");
        _parameters["@contactInbox"] = await NumberAsync(connection, "SELECT COALESCE(MAX(id), 0) FROM contact_inboxes");
        _parameters["@display"] = await NumberAsync(connection, "SELECT COALESCE(MAX(display_id), 0) FROM conversations WHERE account_id = @account");
        await ExecuteAsync(connection, await SqlAsync("tables.sql"));
        await ManyAsync(connection, "contacts", contacts, ContactsTogether);
        await ManyAsync(connection, "conversations", conversations, ConversationsTogether);
        Console.WriteLine($"{await NumberAsync(connection, "SELECT COUNT(*) FROM messages")} messages");
    }

    private async Task ManyAsync(SqliteConnection connection, string what, long count, int together)
    {
        string sql = await SqlAsync(what + ".sql");
        var watch = Stopwatch.StartNew();
        for (long first = 1; first <= count; first += together)
        {
            _parameters["@first"] = first;
            _parameters["@last"] = Math.Min(count, first + together - 1);
            await using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
            await ExecuteAsync(connection, sql, transaction);
            await transaction.CommitAsync();
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} {what} made in {watch.Elapsed.TotalSeconds:F0} s"));
    }

    private async Task ExecuteAsync(SqliteConnection connection, string sql, SqliteTransaction? transaction = null)
    {
        await using SqliteCommand command = Command(connection, sql, transaction);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<long> NumberAsync(SqliteConnection connection, string sql)
    {
        await using SqliteCommand command = Command(connection, sql, transaction: null);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private SqliteCommand Command(SqliteConnection connection, string sql, SqliteTransaction? transaction)
    {
        SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // The statements are this project's own.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.CommandTimeout = 0;
        command.Transaction = transaction;
        foreach ((string name, object value) in _parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        return command;
    }

    private static async Task<string> SqlAsync(string name)
    {
        using var reader = new StreamReader(typeof(MessagingFill).Assembly.GetManifestResourceStream(name)!);
        return await reader.ReadToEndAsync();
    }
}
