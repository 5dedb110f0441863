using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using OneLink.Admin.Inboxes;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.OpenApi;
using OneLink.Admin.Tests.Surfaces;
using OneLink.Admin.Tests.Surfaces.Application.Contacts;
using OneLink.Admin.Tests.Surfaces.Application.Conversations;
using OneLink.Admin.Tests.Surfaces.Platform;

namespace OneLink.Admin.Tests.Examples;

/// <summary>The programs in <c>examples/</c>, as they stand, against a server.</summary>
public sealed class ExampleTests
{
    private const string TokenHeader = "api_access_token";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task FunctionBot_ToldOfMessages_AnswersAndHandsOver()
    {
        await using var server = await AdminServer.StartAsync(settings: ["--ONELINK_WEBHOOK_ALLOW=127.0.0.1"]);
        var tenant = await Tenant.JoinAsync(server);
        var admin = await tenant.AdministratorAsync();
        var inbox = await tenant.InboxAsync();
        var bot = await tenant.BotAsync(inboxId: inbox);
        var port = LoopbackPorts.Next();
        var webhook = (await admin.PostAsync(tenant, "/webhooks", $$"""{"url":"http://127.0.0.1:{{port}}/","subscriptions":["message_created"]}""")).Body!["payload"]!["webhook"]!;
        using var program = Start("function-bot", ["bot.mjs"], new()
        {
            ["ONELINK_URL"] = UrlOf(server),
            ["BOT_TOKEN"] = bot.DefaultRequestHeaders.GetValues(TokenHeader).Single(),
            ["WEBHOOK_SECRET"] = webhook.Text("secret"),
            ["PORT"] = port.ToString(CultureInfo.InvariantCulture),
        });
        try
        {
            Assert.Equal("listening", await LineAsync(program));
            var id = await admin.ConversationAsync(tenant, inbox, ""","status":"pending" """);
            await admin.SayAsync(tenant, id, "add 19 23", "incoming");
            await Until.TrueAsync(async () => (await SaidAsync(admin, tenant, id)).Contains("42"), "the bot has added");
            await admin.SayAsync(tenant, id, "human please", "incoming");
            await Until.TrueAsync(async () => (await SaidAsync(admin, tenant, id)).Contains("Somebody will be with you."), "the bot has handed over");
            Assert.Equal("open", (await admin.ShowAsync(tenant, id)).Text("status"));

            using var stranger = new HttpClient();
            using var unsigned = await stranger.PostAsync(new Uri($"http://127.0.0.1:{port}/"), new StringContent("{}"));
            Assert.Equal(System.Net.HttpStatusCode.Unauthorized, unsigned.StatusCode);
        }
        finally
        {
            program.Kill(entireProcessTree: true);
        }
    }

    [Fact]
    public async Task Chat_SendsWhatIsTyped_AndShowsWhatIsAnswered()
    {
        await using var server = await AdminServer.StartAsync();
        var tenant = await Tenant.JoinAsync(server);
        var admin = await tenant.AdministratorAsync("Ada");
        var inbox = await server.Services.GetRequiredService<InboxRepository>().FindAsync(tenant.AccountId, await tenant.InboxAsync(), CancellationToken.None);
        using var program = Start("chat", ["--experimental-websocket", "chat.mjs"], new()
        {
            ["ONELINK_URL"] = UrlOf(server),
            ["INBOX_IDENTIFIER"] = inbox!.Identifier,
            ["NAME"] = "Cleo",
        });
        try
        {
            Assert.Equal("connected", await LineAsync(program));
            await program.StandardInput.WriteLineAsync("Where is my order?");
            await Until.TrueAsync(async () => (await admin.MessagesAsync(tenant, 1)).Any(message => message.Text("content") == "Where is my order?"), "the message has come");
            await admin.SayAsync(tenant, 1, "On its way.");
            Assert.Equal("Ada: On its way.", await LineAsync(program));
        }
        finally
        {
            program.Kill(entireProcessTree: true);
        }
    }

    [Fact]
    public async Task DirectorySync_OfTwoFiles_AddsChangesAndTakesOut()
    {
        await using var server = await AdminServer.StartAsync();
        var app = await AppOwner.RegisterAsync(server);
        var account = await app.AccountAsync();
        var file = Path.GetTempFileName();
        try
        {
            Assert.Equal("added 2, changed 0, removed 0", await SyncAsync("Ada,ada@people.example,administrator\nBob,bob@people.example,agent\n"));
            Assert.Equal("added 1, changed 1, removed 1", await SyncAsync("Ada,ada@people.example,agent\nCleo,cleo@people.example,agent\n"));
            Assert.Equal("added 0, changed 0, removed 0", await SyncAsync("Ada,ada@people.example,agent\nCleo,cleo@people.example,agent\n"));
            Assert.Equal(["agent", "agent"], (await app.GetAsync($"/accounts/{account}/account_users")).Body!.AsArray().Select(place => place!.Text("role")));
        }
        finally
        {
            File.Delete(file);
        }

        async Task<string?> SyncAsync(string people)
        {
            await File.WriteAllTextAsync(file, people);
            using var program = Start("directory-sync", ["sync.mjs", file], new()
            {
                ["ONELINK_URL"] = UrlOf(server),
                ["PLATFORM_TOKEN"] = app.Client.DefaultRequestHeaders.GetValues(TokenHeader).Single(),
                ["ACCOUNT_ID"] = account.ToString(CultureInfo.InvariantCulture),
            });
            return await LineAsync(program);
        }
    }

    private static string UrlOf(AdminServer server) => server.BaseAddress.ToString().TrimEnd('/');

    /// <summary>What was said by others than the contact.</summary>
    private static async Task<List<string>> SaidAsync(Person admin, Tenant tenant, long id)
        => [.. (await admin.MessagesAsync(tenant, id)).Where(message => message["message_type"]!.GetValue<int>() == 1).Select(message => message.Text("content"))];

    private static async Task<string?> LineAsync(Process process)
        => await process.StandardOutput.ReadLineAsync().WaitAsync(Limit) ?? await process.StandardError.ReadToEndAsync();

    private static Process Start(string example, IReadOnlyList<string> arguments, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("node", arguments)
        {
            WorkingDirectory = Path.Combine(ApiDescription.RepositoryRoot(), "examples", example),
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}
