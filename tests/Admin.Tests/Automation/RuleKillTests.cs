using System.Globalization;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using OneLink.Admin.Database;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Surfaces;
using OneLink.Admin.Tests.Surfaces.Application.Automation;
using OneLink.Admin.Tests.Surfaces.Application.Contacts;
using OneLink.Admin.Tests.Surfaces.Application.Conversations;

namespace OneLink.Admin.Tests.Automation;

/// <summary>Processes that are killed while rules answer: each message is answered once, none twice and none not at all.</summary>
public sealed class RuleKillTests : IDisposable
{
    private const int Kills = 3;
    private const int Conversations = 5;
    private const int AnswersBeforeKill = 40;

    private readonly string _folder = Path.Combine(Path.GetTempPath(), "onelink-rules-" + Guid.NewGuid().ToString("N"));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Kill_WhileRulesAnswer_AnswersEachMessageOnce()
    {
        Person admin;
        Tenant tenant;
        var conversations = new List<long>();
        await using (var server = await AdminServer.StartAsync(_folder))
        {
            tenant = await Tenant.JoinAsync(server);
            admin = await tenant.AdministratorAsync();
            var inbox = await tenant.InboxAsync();
            await admin.RuleAsync(tenant, "message_created", """[{"attribute_key":"message_type","filter_operator":"equal_to","values":["incoming"]}]""", """
                [{"action_name":"send_message","action_params":["Answer"]},{"action_name":"add_label","action_params":["answered"]},{"action_name":"change_priority","action_params":["high"]}]
                """);
            foreach (var _ in Enumerable.Range(0, Conversations))
            {
                conversations.Add(await admin.ConversationAsync(tenant, inbox));
            }
        }

        for (var kill = 0; kill < Kills; kill++)
        {
            using var child = await AdminChild.StartAsync(_folder);
            using var client = new HttpClient { BaseAddress = child.BaseAddress };
            client.DefaultRequestHeaders.Add("api_access_token", admin.Token);
            var said = 0;
            await Task.WhenAll(conversations.Select(async conversation =>
            {
                try
                {
                    while (true)
                    {
                        await client.PostAsync(
                            $"{tenant.Path}/conversations/{conversation.ToString(CultureInfo.InvariantCulture)}/messages", """{"content":"Question","message_type":"incoming"}""");
                        if (Interlocked.Increment(ref said) == AnswersBeforeKill)
                        {
                            child.Kill();
                        }
                    }
                }
                catch (Exception exception) when (exception is HttpRequestException or IOException)
                {
                    // Killed.
                }
            }));
        }

        await using var survivor = await AdminServer.StartAsync(_folder);
        await survivor.SettledAsync();
        var rows = await survivor.Services.GetRequiredService<IDatabase>().ReadAsync(
            async connection => (await connection.QueryAsync<(long Conversation, long Questions, long Answers)>(
                """
                SELECT conversation_id, SUM(CASE WHEN message_type = 0 THEN 1 ELSE 0 END), SUM(CASE WHEN message_type = 1 THEN 1 ELSE 0 END)
                FROM messages WHERE account_id = @AccountId GROUP BY conversation_id
                """,
                new { tenant.AccountId })).AsList(),
            CancellationToken.None);
        Assert.Equal(Conversations, rows.Count);
        Assert.All(rows, row => Assert.Equal(row.Questions, row.Answers));
        Assert.InRange(rows.Sum(row => row.Questions), Kills * AnswersBeforeKill, long.MaxValue);
        using var last = Tenant.ClientWith(survivor, admin.Token);
        foreach (var conversation in conversations)
        {
            Assert.Equal(["answered"], await (admin with { Client = last }).LabelsAsync(tenant, conversation));
        }
    }
}
