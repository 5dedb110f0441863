using System.Text.RegularExpressions;
using Dapper;
using Microsoft.Data.Sqlite;
using OneLink.Admin.Tests.Campaigns;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Sessions;
using OneLink.Admin.Tests.Surfaces;

namespace OneLink.Admin.Tests.Database.Moving;

/// <summary>
/// An installation on SQLite, filled by calls of the API, its admin stopped; and a copy of its database that has one row more,
/// by hand, in each table that is still empty then. (No admin runs on that: its workers would stumble over such rows.)
/// </summary>
public sealed partial class FilledInstallation : IAsyncLifetime
{
    /// <summary>What the admin is asked before and after the move.</summary>
    private static readonly string[] Questions =
    [
        "/links?limit=50", "/links?search=pricing", "/links?search=land", "/links/moved-3", "/links?tag=spring", "/domains",
        "{account}/contacts", "{account}/contacts?sort=-name", "{account}/contacts/search?q=same", "{account}/conversations?status=all", "{account}/conversations/meta",
        "{account}/conversations/search?q=said", "{account}/labels", "{account}/canned_responses", "{account}/custom_filters", "{account}/automation_rules", "{account}/macros",
        "{account}/webhooks", "{account}/teams", "{account}/agents", "{account}/inboxes", "{account}/custom_attribute_definitions",
    ];

    /// <summary>Its data folder.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("onelink-moved-").FullName;

    /// <summary>Answers before the move.</summary>
    internal IReadOnlyDictionary<string, string> Answers { get; private set; } = new Dictionary<string, string>();

    /// <summary>Last change of the feed.</summary>
    internal long LastChange { get; private set; }

    /// <summary>Of a browser that is signed in.</summary>
    internal string Cookie { get; private set; } = "";

    private string Everything => Path.Combine(Folder, "everything.db");

    public async Task InitializeAsync()
    {
        await using (var server = await StartAsync(Folder))
        {
            await FillAsync(server);
            using var browser = await BrowserClient.SignedInAsync(server);
            Cookie = browser.Cookies.GetCookieHeader(server.BaseAddress);
            Answers = await AskAsync(server);
        }

        await CopyAsync(FileIn(Folder), Everything);
        await using var database = await OpenAsync(Everything);
        LastChange = await database.ExecuteScalarAsync<long>("SELECT last_sequence FROM feed_state");
        foreach (var table in await EmptyTablesAsync(database))
        {
            await FillByHandAsync(database, table);
        }
    }

    public Task DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return Task.CompletedTask;
    }

    internal static string FileIn(string folder) => Path.Combine(folder, "admin", "onelink.db");

    /// <summary>An admin on the folder, on SQLite or on the database that it moved to.</summary>
    internal static Task<AdminServer> StartAsync(string folder, string? postgres = null)
        => AdminServer.StartAsync(folder, settings: postgres is null ? [$"--ONELINK_DATABASE={FileIn(folder)}"] : [$"--ONELINK_DATABASE={postgres}"]);

    /// <summary>A copy of the database with rows in every table, to be moved.</summary>
    internal string Copy(string folder)
    {
        var copy = Path.Combine(folder, "onelink.db");
        File.Copy(Everything, copy);
        return copy;
    }

    /// <summary>A copy of the database that the admin left.</summary>
    internal async Task<string> CopyOfFilledAsync(string folder)
    {
        var copy = Path.Combine(folder, "filled.db");
        await CopyAsync(FileIn(Folder), copy);
        return copy;
    }

    internal static async Task<SqliteConnection> OpenAsync(string file)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false, ForeignKeys = true }.ToString());
        await connection.OpenAsync();
        return connection;
    }

    internal static async Task<IReadOnlyDictionary<string, string>> AskAsync(AdminServer server)
    {
        using var person = Tenant.ClientWith(server, server.Credentials["userAccessToken"]!.GetValue<string>());
        var answers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var question in Questions)
        {
            var isOfPerson = question.StartsWith('{');
            var path = question.Replace("{account}", Account(server), StringComparison.Ordinal);
            var answer = await (isOfPerson ? person : server.Client).GetJsonAsync(path);
            Assert.True((int)answer.Status == 200, $"{question}: {answer.Status}");
            answers[question] = answer.Body!.ToJsonString().Replace(server.BaseAddress.Authority, "admin", StringComparison.Ordinal);
        }

        return answers;
    }

    /// <summary>Tables without a row, of those that PostgreSQL has as well.</summary>
    internal static async Task<IReadOnlyList<string>> EmptyTablesAsync(SqliteConnection database)
    {
        var empty = new List<string>();
        foreach (var table in await database.QueryAsync<string>(
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"))
        {
            if (await database.ExecuteScalarAsync<long>($"SELECT NOT EXISTS (SELECT 1 FROM \"{table}\")") == 1)
            {
                empty.Add(table);
            }
        }

        return empty;
    }

    /// <summary>With what is still in the log: the admin's pooled connections are open for as long as this process lives.</summary>
    private static async Task CopyAsync(string from, string to)
    {
        await using var database = await OpenAsync(from);
        await database.ExecuteAsync("VACUUM INTO @to", new { to });
    }

    private static string Account(AdminServer server) => $"/api/v1/accounts/{server.Credentials["accountId"]}";

    private static async Task FillAsync(AdminServer server)
    {
        foreach (var number in Enumerable.Range(0, 30))
        {
            await server.Client.PostAsync(
                "/links", $$"""{"url":"https://shop.example/landing/{{number}}","slug":"moved-{{number}}","title":"Pricing \"{{number}}\" é","tags":["spring"],"externalId":"ext-{{number}}"}""");
        }

        using var person = Tenant.ClientWith(server, server.Credentials["userAccessToken"]!.GetValue<string>());
        var account = Account(server);
        var inbox = (await person.GetJsonAsync(account + "/inboxes")).Body!["payload"]!.AsArray().First(one => one!["channel_type"]!.GetValue<string>() == "Channel::Api")!["id"]!.GetValue<long>();
        await Post("/labels", """{"title":"shared"}""");
        foreach (var number in Enumerable.Range(0, 12))
        {
            var contact = (await Post("/contacts", $$"""{"name":"same {{number}}","inbox_id":{{inbox}},"identifier":"same {{number}}","custom_attributes":{"mark":"x{{number}}"} }""")).Body!["payload"]!["contact"]!["id"];
            await Post($"/contacts/{contact}/labels", """{"labels":["shared"]}""");
            await Post($"/contacts/{contact}/notes", """{"note":{"content":"noted"} }""");
            var conversation = (await Post("/conversations", $$"""{"inbox_id":{{inbox}},"contact_id":{{contact}},"custom_attributes":{"mark":"x"},"message":{"content":"said {{number}}"} }""")).Body!["id"];
            await Post($"/conversations/{conversation}/labels", """{"labels":["shared"]}""");
            var audience = await server.AudienceAsync(server.Credentials["accountId"]!.GetValue<long>(), contact!.GetValue<long>());
            await Post("/campaigns", $$"""{"title":"same {{number}}","inbox_id":{{inbox}},"audience_id":{{audience}},"message":"Hello"}""");
        }

        await Post("/teams", """{"name":"sales"}""");
        await Post("/canned_responses", """{"short_code":"hi","content":"Hello"}""");
        await Post("/custom_filters", """{"name":"mine"}""");
        await Post("/macros", """{"name":"tidy","visibility":"global","actions":[{"action_name":"add_label","action_params":["shared"]}]}""");
        await Post("/automation_rules", """{"name":"tidy","event_name":"conversation_updated","active":false,"actions":[{"action_name":"add_label","action_params":["shared"]}]}""");
        await Post("/webhooks", """{"url":"https://example.com/hook"}""");
        await Post("/custom_attribute_definitions", """{"attribute_display_name":"Mark","attribute_key":"mark","attribute_model":1}""");

        async Task<Answer> Post(string path, string body)
        {
            var answer = await person.PostAsync(account + path, body);
            Assert.True((int)answer.Status < 300, $"{path}: {answer.Status} {answer.Body}");
            return answer;
        }
    }

    /// <summary>A row of the plainest values that the table takes.</summary>
    private static async Task FillByHandAsync(SqliteConnection database, string table)
    {
        var sql = await database.QuerySingleAsync<string>("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = @table", new { table });
        var references = (await database.QueryAsync<(string From, string Target, string? To)>("SELECT \"from\", \"table\", \"to\" FROM pragma_foreign_key_list(@table)", new { table }))
            .ToDictionary(key => key.From, StringComparer.Ordinal);
        var columns = (await database.QueryAsync<(string Name, string Type)>("SELECT name, type FROM pragma_table_info(@table)", new { table })).AsList();
        var values = columns.Select(column => references.TryGetValue(column.Name, out var reference) ? $"(SELECT MIN({reference.To ?? "id"}) FROM {reference.Target})"
            : Allowed(sql, column.Name) is { } allowed ? allowed
            : column.Type switch { "INTEGER" => "1", "BLOB" => "randomblob(32)", "TEXT" => "'{}'", _ => "0.5" });
        try
        {
            await database.ExecuteAsync($"INSERT INTO {table} ({string.Join(", ", columns.Select(column => $"\"{column.Name}\""))}) VALUES ({string.Join(", ", values)})");
        }
        catch (SqliteException exception)
        {
            Assert.Fail($"The table {table} has no row that could be moved. Fill it by calls of the API in {nameof(FillAsync)}: {exception.Message}");
        }
    }

    private static string? Allowed(string sql, string column)
        => AllowedPattern().Matches(sql).FirstOrDefault(match => match.Groups["column"].Value == column)?.Groups["value"].Value;

    [GeneratedRegex(@"\b(?<column>\w+) IN \((?<value>'[^']*'|\d+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AllowedPattern();
}
