using System.Net;
using System.Text.Json.Nodes;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Sessions;

namespace OneLink.Admin.Tests.SuperAdmin;

/// <summary>The browser of the demo account's person, who runs the installation.</summary>
internal static class ConsoleClient
{
    public const string Root = "/super_admin/api";

    /// <summary>Signs in by the password, without which nothing can be changed.</summary>
    public static async Task<BrowserClient> SignedInAsync(AdminServer server)
    {
        var browser = new BrowserClient(server);
        var credentials = new JsonObject { ["email"] = server.Credentials["email"]!.GetValue<string>(), ["password"] = server.Credentials["password"]!.GetValue<string>() };
        var answer = await browser.Http.PostAsync("/session", credentials.ToJsonString());
        Assert.Equal((HttpStatusCode.Created, true), (answer.Status, answer.Body!["user"]!["superAdmin"]!.GetValue<bool>()));
        browser.SendToken(answer.Text("csrfToken"));
        return browser;
    }

    public static Task<Answer> GetAsync(this BrowserClient browser, string path) => browser.Http.GetJsonAsync(Root + path);

    public static Task<Answer> PostAsync(this BrowserClient browser, string path, string json = "{}") => browser.Http.PostAsync(Root + path, json);

    public static Task<Answer> PatchAsync(this BrowserClient browser, string path, string json) => browser.Http.PatchAsync(Root + path, json);

    public static Task<Answer> DeleteAsync(this BrowserClient browser, string path) => browser.Http.DeleteJsonAsync(Root + path);

    public static JsonArray Data(this Answer answer) => answer.Body!["data"]!.AsArray();
}
