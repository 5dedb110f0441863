using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Surfaces;
using OneLink.Admin.Tests.Surfaces.Application.Automation;
using OneLink.Admin.Tests.Surfaces.Application.Contacts;
using OneLink.Admin.Tests.Surfaces.Application.Conversations;

namespace OneLink.Admin.Tests.Automation;

/// <summary>Summaries by a stand-in that speaks as OpenAI's interface does.</summary>
public sealed class SummaryTests : IAsyncLifetime
{
    private readonly ConcurrentQueue<(string Path, string Authorization, JsonNode Body)> _asked = new();
    private readonly TaskCompletionSource _mayAnswer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private WebApplication _model = null!;
    private AdminServer _server = null!;
    private Tenant _tenant = null!;
    private Person _admin = null!;
    private long _inbox;
    private int _status = StatusCodes.Status200OK;

    public async Task InitializeAsync()
    {
        var port = LoopbackPorts.Next();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        _model = builder.Build();
        _model.MapPost("/{**path}", AnswerAsync);
        await _model.StartAsync();
        _server = await AdminServer.StartAsync(
            settings: [$"--ONELINK_SUMMARY_URL=http://127.0.0.1:{port}/v1/", "--ONELINK_SUMMARY_KEY=sk-test", "--ONELINK_SUMMARY_MODEL=small"]);
        _tenant = await Tenant.JoinAsync(_server);
        _admin = await _tenant.AdministratorAsync();
        _inbox = await _tenant.InboxAsync();
        await _admin.RuleAsync(_tenant, "conversation_updated", """[{"attribute_key":"status","filter_operator":"equal_to","values":["resolved"]}]""", """
            [{"action_name":"summarize_conversation"}]
            """);
    }

    public async Task DisposeAsync()
    {
        _mayAnswer.TrySetResult();
        await _server.DisposeAsync();
        await _model.DisposeAsync();
    }

    [Fact]
    public async Task Summary_IsAddedOnceAsANote_AndNothingWaitsForIt()
    {
        var conversation = await ResolvedAsync();
        await Until.TrueAsync(() => Task.FromResult(!_asked.IsEmpty), "the model is asked");

        // It takes its time: messages go on, and asking once more asks for nothing.
        (await _admin.SayAsync(_tenant, conversation, "Anything else?")).Is(HttpStatusCode.OK);
        await _admin.PostAsync(_tenant, $"/conversations/{conversation}/toggle_status", """{"status":"open"}""");
        await _admin.PostAsync(_tenant, $"/conversations/{conversation}/toggle_status", """{"status":"resolved"}""");
        await _server.SettledAsync();
        _mayAnswer.SetResult();
        await Until.TrueAsync(async () => (await NotesAsync(conversation)).Count > 0, "the summary is there");
        await _server.SettledAsync();

        var note = Assert.Single(await NotesAsync(conversation));
        Assert.True(note["private"]!.GetValue<bool>());
        Assert.True(note["content_attributes"]!["summary"]!.GetValue<bool>());
        var (path, authorization, body) = Assert.Single(_asked);
        Assert.Equal(("/v1/chat/completions", "Bearer sk-test", "small"), (path, authorization, body.Text("model")));
        Assert.Equal("Customer: Where is my parcel?\nAgent: On its way.", body["messages"]![1]!.Text("content"));
    }

    [Fact]
    public async Task Model_ThatRefuses_IsAskedNoMore_AndLeavesNothing()
    {
        _status = StatusCodes.Status401Unauthorized;
        _mayAnswer.SetResult();
        var conversation = await ResolvedAsync();
        await Until.TrueAsync(async () => await _tenant.RunAsync("UPDATE conversation_summaries SET reason = reason WHERE account_id = @AccountId AND state = 'failed'") == 1, "it is given up");

        Assert.Empty(await NotesAsync(conversation));
        Assert.Single(_asked);
    }

    [Fact]
    public async Task Model_ThatIsBusy_IsAskedAgain()
    {
        _status = StatusCodes.Status503ServiceUnavailable;
        _mayAnswer.SetResult();
        var conversation = await ResolvedAsync();
        await Until.TrueAsync(() => Task.FromResult(!_asked.IsEmpty), "the model is asked");
        _status = StatusCodes.Status200OK;
        await Until.TrueAsync(
            async () =>
            {
                // The pauses are not waited for.
                await _tenant.RunAsync("UPDATE conversation_summaries SET next_attempt_at = 1 WHERE account_id = @AccountId AND state = 'pending' AND reason IS NOT NULL");
                return (await NotesAsync(conversation)).Count == 1;
            },
            "the summary is there");

        Assert.Equal(2, _asked.Count);
    }

    private async Task<long> ResolvedAsync()
    {
        var conversation = await _admin.ConversationAsync(_tenant, _inbox);
        (await _admin.SayAsync(_tenant, conversation, "Where is my parcel?", "incoming")).Is(HttpStatusCode.OK);
        (await _admin.PostAsync(_tenant, $"/conversations/{conversation}/messages", """{"content":"Hm","private":true}""")).Is(HttpStatusCode.OK);
        (await _admin.SayAsync(_tenant, conversation, "On its way.")).Is(HttpStatusCode.OK);
        (await _admin.PostAsync(_tenant, $"/conversations/{conversation}/toggle_status", """{"status":"resolved"}""")).Is(HttpStatusCode.OK);
        return conversation;
    }

    private async Task<List<JsonNode>> NotesAsync(long conversation)
        => [.. (await _admin.MessagesAsync(_tenant, conversation)).Where(message => message["content"]?.GetValue<string>() is "The parcel is on its way.")];

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        _asked.Enqueue((context.Request.Path, context.Request.Headers.Authorization.ToString(), JsonNode.Parse(await reader.ReadToEndAsync())!));
        await _mayAnswer.Task.WaitAsync(context.RequestAborted);
        context.Response.StatusCode = _status;
        await context.Response.WriteAsync("""{"choices":[{"index":0,"message":{"role":"assistant","content":" The parcel is on its way.\n"},"finish_reason":"stop"}]}""");
    }
}
