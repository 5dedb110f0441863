using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace OneLink.EndToEnd.Api;

/// <summary>The links API over HTTP, with the credentials of one key.</summary>
internal sealed class LinksApi : IDisposable
{
    private readonly HttpClient _http;

    public LinksApi(Uri address, string key, string secret)
        : this(address, Basic(key, secret))
    {
    }

    public LinksApi(Uri address, AuthenticationHeaderValue? credentials)
        : this(address, credentials, Timeout.InfiniteTimeSpan, TimeSpan.FromSeconds(60))
    {
    }

    private LinksApi(Uri address, AuthenticationHeaderValue? credentials, TimeSpan connectionLifetime, TimeSpan timeout)
    {
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, PooledConnectionLifetime = connectionLifetime })
        {
            BaseAddress = address,
            Timeout = timeout,
        };
        _http.DefaultRequestHeaders.Authorization = credentials;
    }

    /// <summary>Through a balancer, each call on a connection of its own; an answer is not waited for longer than <paramref name="patience"/>.</summary>
    public static LinksApi InTurns(Uri balancer, Credentials credentials, TimeSpan patience)
        => new(balancer, Basic(credentials.ApiKey, credentials.ApiSecret), connectionLifetime: TimeSpan.Zero, patience);

    public Uri Address => _http.BaseAddress!;

    public async Task<ApiAnswer> SendAsync(HttpMethod method, string path, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await _http.SendAsync(request);
        return await ApiAnswer.ReadAsync(response);
    }

    public Task<ApiAnswer> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<ApiAnswer> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path);

    public Task<ApiAnswer> PostAsync(string path, object body) => SendAsync(HttpMethod.Post, path, Json(body));

    public Task<ApiAnswer> PatchAsync(string path, object body) => SendAsync(HttpMethod.Patch, path, Json(body));

    public Task<ApiAnswer> PutAsync(string path, object body) => SendAsync(HttpMethod.Put, path, Json(body));

    /// <summary>Makes a link that must be accepted.</summary>
    public async Task<Link> CreateAsync(object link)
        => (await PostAsync("/links", link)).Expect(201).Json.Deserialize<Link>(JsonSerializerOptions.Web)!;

    /// <summary>Changes a link, which must be accepted.</summary>
    public async Task ChangeAsync(string slug, object change) => (await PatchAsync(PathOf(slug), change)).Expect(200);

    /// <summary>Statistics that must be answered.</summary>
    /// <param name="slug">Of a link on the account's own domain, or on the one that the query names.</param>
    /// <param name="query">Without the question mark.</param>
    public async Task<LinkStats> StatsAsync(string slug, string query = "")
        => (await GetAsync($"{PathOf(slug)}/stats?{query}")).Expect(200).Json.Deserialize<LinkStats>(JsonSerializerOptions.Web)!;

    /// <summary>Clicks by people so far.</summary>
    public async Task<long> ClicksAsync(string slug) => (await StatsAsync(slug)).Totals.Clicks;

    /// <summary>Path of a link: a slug is one segment, its own slashes encoded.</summary>
    public static string PathOf(string slug) => "/links/" + Uri.EscapeDataString(slug);

    public static HttpContent Json(object body) => Body(JsonSerializer.SerializeToUtf8Bytes(body, JsonSerializerOptions.Web), "application/json");

    public static HttpContent Body(byte[] bytes, string? contentType)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        return content;
    }

    public void Dispose() => _http.Dispose();

    private static AuthenticationHeaderValue Basic(string key, string secret)
        => new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{key}:{secret}")));
}
