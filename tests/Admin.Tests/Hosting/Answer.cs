using System.Net;
using System.Text.Json.Nodes;

namespace OneLink.Admin.Tests.Hosting;

/// <summary>An answer, read.</summary>
internal sealed record Answer(HttpStatusCode Status, JsonNode? Body, HttpResponseMessage Message)
{
    public string? ETag => Message.Headers.ETag?.Tag;

    public string Problem => Body?["type"]?.GetValue<string>().Split('/')[^1] ?? "";

    /// <summary>Whether it was given before, under the same <c>Idempotency-Key</c>.</summary>
    public bool IsReplay => Message.Headers.Contains("Idempotency-Replayed");

    public static async Task<Answer> OfAsync(HttpResponseMessage message)
    {
        var text = await message.Content.ReadAsStringAsync();
        return new Answer(message.StatusCode, text.Length == 0 || IsLines(message) ? null : JsonNode.Parse(text), message);
    }

    public string? Header(string name) => Message.Headers.TryGetValues(name, out var values) ? values.Single() : null;

    public IReadOnlyList<string> ErrorPaths() => [.. Body!["errors"]!.AsObject().Select(error => error.Key).Order(StringComparer.Ordinal)];

    public string Text(string name) => Body![name]!.GetValue<string>();

    private static bool IsLines(HttpResponseMessage message) => message.Content.Headers.ContentType?.MediaType == "application/x-ndjson";
}
