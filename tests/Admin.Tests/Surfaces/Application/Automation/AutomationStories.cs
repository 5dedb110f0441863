using System.Net;
using System.Text.Json.Nodes;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using OneLink.Admin.Database;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Surfaces.Application.Contacts;
using OneLink.Admin.Tests.Surfaces.Application.Conversations;

namespace OneLink.Admin.Tests.Surfaces.Application.Automation;

/// <summary>Steps that stories about rules and macros share.</summary>
internal static class AutomationStories
{
    /// <summary>Makes a rule and returns its id.</summary>
    public static async Task<long> RuleAsync(this Person person, Tenant tenant, string eventName, string conditions, string actions)
        => (await person.PostAsync(tenant, "/automation_rules", $$"""{"name":"Rule","event_name":"{{eventName}}","conditions":{{conditions}},"actions":{{actions}}}""")).Id();

    /// <summary>Waits until a consumer has passed everything that has happened, also what it has raised itself.</summary>
    public static Task SettledAsync(this AdminServer server, string consumer = "automation")
        => Until.TrueAsync(
            () => server.Services.GetRequiredService<IDatabase>().ReadAsync(
                async connection => await connection.ExecuteScalarAsync<long>(
                    "SELECT (SELECT last_sequence FROM event_state WHERE id = 1) - (SELECT position FROM event_consumers WHERE name = @consumer)", new { consumer }) == 0,
                CancellationToken.None),
            $"{consumer} has come to the end of the log");

    /// <summary>What a person sees of the messages that somebody wrote, in order.</summary>
    public static async Task<List<string>> SaidAsync(this Person person, Tenant tenant, long conversation)
        => [.. (await person.MessagesAsync(tenant, conversation)).Where(message => message["message_type"]!.GetValue<int>() != 2).Select(message => message.Text("content"))];

    public static async Task<string[]> LabelsAsync(this Person person, Tenant tenant, long conversation)
        => [.. (await person.GetAsync(tenant, $"/conversations/{conversation}/labels")).Payload().Select(label => label!.GetValue<string>())];

    public static JsonNode Rule(this Answer answer) => answer.Is(HttpStatusCode.OK).Body!["payload"]!;
}
