using System.Net;
using System.Text.Json.Nodes;
using OneLink.Admin.Tests.Hosting;

namespace OneLink.Admin.Tests.Surfaces.Application.Contacts;

/// <summary>Steps that stories about contacts share.</summary>
internal static class ContactStories
{
    /// <summary>Makes a contact and returns its id.</summary>
    public static async Task<long> ContactAsync(this Person person, Tenant tenant, string json)
        => (await person.Client.PostAsync(tenant.Path + "/contacts", json)).Is(HttpStatusCode.OK).Body!["payload"]!["contact"]!["id"]!.GetValue<long>();

    public static Task<Answer> GetAsync(this Person person, Tenant tenant, string path) => person.Client.GetJsonAsync(tenant.Path + path);

    public static Task<Answer> PostAsync(this Person person, Tenant tenant, string path, string json) => person.Client.PostAsync(tenant.Path + path, json);

    public static Task<Answer> PutAsync(this Person person, Tenant tenant, string path, string json) => person.Client.PutAsync(tenant.Path + path, json);

    public static Task<Answer> DeleteAsync(this Person person, Tenant tenant, string path) => person.Client.DeleteJsonAsync(tenant.Path + path);

    /// <summary>The names on a page, in order.</summary>
    public static string Names(this Answer answer) => string.Join(' ', answer.Payload().Select(contact => contact!["name"]!.GetValue<string>()));

    public static JsonArray Payload(this Answer answer) => answer.Is(HttpStatusCode.OK).Body!["payload"]!.AsArray();

    public static JsonNode Meta(this Answer answer) => answer.Is(HttpStatusCode.OK).Body!["meta"]!;
}
