using System.Net;
using System.Text.Json.Nodes;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Surfaces;
using OneLink.Admin.Tests.Surfaces.Application.Contacts;
using OneLink.Admin.Tests.Surfaces.Application.Conversations;

namespace OneLink.Admin.Tests.Assignment;

/// <summary>Steps that stories about assignment share.</summary>
internal static class AssignmentStories
{
    /// <summary>An agent who counts as online though nothing of his is connected.</summary>
    public static async Task<Person> OnlineAgentAsync(this Tenant tenant, Person admin, string name)
    {
        var agent = await tenant.AgentAsync(name);
        (await admin.PatchAsync(tenant, $"/agents/{agent.User.Id}", """{"auto_offline":false}""")).Is(HttpStatusCode.OK);
        return agent;
    }

    public static async Task SayAvailabilityAsync(this Person admin, Tenant tenant, Person agent, string availability)
        => (await admin.PatchAsync(tenant, $"/agents/{agent.User.Id}", $$"""{"availability":"{{availability}}"}""")).Is(HttpStatusCode.OK);

    public static async Task BecomeAsync(this Person person, Tenant tenant, long conversation, string status)
        => (await person.PostAsync(tenant, $"/conversations/{conversation}/toggle_status", $$"""{"status":"{{status}}"}""")).Is(HttpStatusCode.OK);

    /// <summary>The name of whom the conversation is assigned to; null for nobody.</summary>
    public static string? Assignee(this JsonNode conversation) => conversation["meta"]!["assignee"]?.Text("name");

    public static async Task<string?> AssigneeAsync(this Person person, Tenant tenant, long conversation) => (await person.ShowAsync(tenant, conversation)).Assignee();

    public static Task IsGivenAsync(this Person person, Tenant tenant, long conversation, string name)
        => Until.TrueAsync(async () => await person.AssigneeAsync(tenant, conversation) == name, $"conversation {conversation} is given to {name}");
}
