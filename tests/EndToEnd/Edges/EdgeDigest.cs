using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization;
using OneLink.EndToEnd.Harness;

namespace OneLink.EndToEnd.Edges;

/// <summary>What an edge says of the links that it has: <c>GET /_store/digest</c>.</summary>
/// <param name="Sequence">Last change applied.</param>
/// <param name="Settled">No change came while it was read.</param>
/// <param name="Links">How many.</param>
/// <param name="Domains">How many.</param>
/// <param name="Value">Of all of them as they are compiled.</param>
internal sealed record EdgeDigest(long Sequence, bool Settled, long Links, long Domains, [property: JsonPropertyName("digest")] string Value)
{
    /// <param name="edge">Which one.</param>
    /// <param name="token">What it shows, and so what shows it that one may ask.</param>
    public static async Task<EdgeDigest> ReadAsync(ProductProcess edge, string token)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = edge.Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return JsonSerializer.Deserialize<EdgeDigest>(await client.GetStringAsync("/_store/digest"), JsonSerializerOptions.Web)!;
    }
}
