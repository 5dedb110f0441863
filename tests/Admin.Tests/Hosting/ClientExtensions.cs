using System.Net.Http.Headers;
using System.Text;

namespace OneLink.Admin.Tests.Hosting;

internal static class ClientExtensions
{
    public static Task<Answer> PostAsync(this HttpClient client, string path, string json)
        => client.SendJsonAsync(HttpMethod.Post, path, json);

    /// <summary>Under an <c>Idempotency-Key</c>.</summary>
    public static async Task<Answer> PostOnceAsync(this HttpClient client, string path, string json, string key, string contentType = "application/json")
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(json));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = content };
        request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        return await Answer.OfAsync(await client.SendAsync(request));
    }

    public static async Task<Answer> GetJsonAsync(this HttpClient client, string path) => await Answer.OfAsync(await client.GetAsync(new Uri(path, UriKind.Relative)));

    public static Task<Answer> PatchAsync(this HttpClient client, string path, string json, string? ifMatch = null)
        => client.SendJsonAsync(HttpMethod.Patch, path, json, "application/merge-patch+json", ifMatch);

    public static Task<Answer> PutAsync(this HttpClient client, string path, string json) => client.SendJsonAsync(HttpMethod.Put, path, json);

    public static async Task<Answer> DeleteJsonAsync(this HttpClient client, string path)
        => await Answer.OfAsync(await client.DeleteAsync(new Uri(path, UriKind.Relative)));

    public static async Task<Answer> SendJsonAsync(
        this HttpClient client, HttpMethod method, string path, string json, string contentType = "application/json", string? ifMatch = null)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(json));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = content };
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        return await Answer.OfAsync(await client.SendAsync(request));
    }
}
