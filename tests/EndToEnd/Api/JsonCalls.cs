using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace OneLink.EndToEnd.Api;

/// <summary>Calls of the conversations' APIs that must succeed.</summary>
internal static class JsonCalls
{
    /// <returns>What was answered; empty where nothing was.</returns>
    public static async Task<JsonObject> SendAsync(HttpClient client, HttpMethod method, string path, JsonObject body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body) };
        using var answer = await client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {text}");
        return text.Length == 0 ? [] : JsonNode.Parse(text)!.AsObject();
    }

    /// <summary>POST.</summary>
    public static Task<JsonObject> SendAsync(HttpClient client, string path, JsonObject body) => SendAsync(client, HttpMethod.Post, path, body);
}
