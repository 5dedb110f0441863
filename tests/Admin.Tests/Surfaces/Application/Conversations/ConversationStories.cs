using System.Net;
using System.Text.Json.Nodes;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Surfaces.Application.Contacts;

namespace OneLink.Admin.Tests.Surfaces.Application.Conversations;

/// <summary>Steps that stories about conversations share.</summary>
internal static class ConversationStories
{
    /// <summary>Makes a contact and begins a conversation with it; returns the number that people see.</summary>
    public static async Task<long> ConversationAsync(this Person person, Tenant tenant, long inbox, string more = "", string name = "Cleo")
    {
        var contact = await person.ContactAsync(tenant, $$"""{"name":"{{name}}"}""");
        return (await person.PostAsync(tenant, "/conversations", $$"""{"inbox_id":{{inbox}},"contact_id":{{contact}}{{more}}}""")).Id();
    }

    public static Task<Answer> SayAsync(this Person person, Tenant tenant, long conversation, string content, string type = "outgoing")
        => person.PostAsync(tenant, $"/conversations/{conversation}/messages", $$"""{"content":"{{content}}","message_type":"{{type}}"}""");

    public static async Task<JsonNode> ShowAsync(this Person person, Tenant tenant, long conversation)
        => (await person.GetAsync(tenant, $"/conversations/{conversation}")).Is(HttpStatusCode.OK).Body!;

    public static Task<Answer> PatchAsync(this Person person, Tenant tenant, string path, string json)
        => person.Client.SendJsonAsync(HttpMethod.Patch, tenant.Path + path, json);

    /// <summary>What the conversation's activity messages say, in order.</summary>
    public static async Task<List<string>> ActivitiesAsync(this Person person, Tenant tenant, long conversation)
        => [.. (await person.MessagesAsync(tenant, conversation)).Where(message => message["message_type"]!.GetValue<int>() == 2).Select(message => message.Text("content"))];

    public static async Task<List<JsonNode>> MessagesAsync(this Person person, Tenant tenant, long conversation, string query = "?after=0")
        => [.. (await person.GetAsync(tenant, $"/conversations/{conversation}/messages{query}")).Payload().Select(message => message!)];

    public static long Id(this Answer answer) => answer.Is(HttpStatusCode.OK).Body!["id"]!.GetValue<long>();

    public static string Text(this JsonNode node, string name) => node[name]!.GetValue<string>();

    public static long Number(this JsonNode node, string name) => node[name]!.GetValue<long>();
}
