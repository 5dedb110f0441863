using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace OneLink.LoadTests;

/// <summary>A running installation, found through the credentials in its data folder.</summary>
internal sealed class Installation : IDisposable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(2);

    private readonly HttpClient _admin;
    private readonly HttpClient _edge;
    private readonly HttpClient _clickHouse;

    private readonly string _basic;
    private readonly string _userToken;

    private Installation(string dataFolder, JsonElement credentials)
    {
        DataFolder = dataFolder;
        _basic = Convert.ToBase64String(Encoding.UTF8.GetBytes(
            credentials.GetProperty("apiKey").GetString() + ":" + credentials.GetProperty("apiSecret").GetString()));
        _userToken = credentials.GetProperty("userAccessToken").GetString()!;
        _admin = new HttpClient { BaseAddress = new Uri(credentials.GetProperty("adminUrl").GetString()!) };
        _admin.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", _basic);
        _edge = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, MaxConnectionsPerServer = 64, UseCookies = false })
        {
            BaseAddress = new Uri(credentials.GetProperty("edgeUrl").GetString()!),
        };
        PlatformToken = credentials.GetProperty("platformAccessToken").GetString()!;
        AccountId = credentials.GetProperty("accountId").GetInt64();
        _clickHouse = new HttpClient { BaseAddress = new Uri(credentials.GetProperty("clickhouseUrl").GetString()!), Timeout = TimeSpan.FromMinutes(10) };
        _clickHouse.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(
            credentials.GetProperty("clickhouseUser").GetString() + ":" + credentials.GetProperty("clickhousePassword").GetString())));
    }

    public string DataFolder { get; }

    public Uri AdminAddress => _admin.BaseAddress!;

    public Uri CableAddress => new UriBuilder(_admin.BaseAddress!) { Scheme = "ws", Path = "/cable" }.Uri;

    /// <summary>Token of the platform app of the credentials.</summary>
    public string PlatformToken { get; }

    /// <summary>The account of the credentials.</summary>
    public long AccountId { get; }

    /// <summary>Waits until stats are answered as well: <c>./onelink up</c> does not, since links and redirects do without ClickHouse.</summary>
    /// <exception cref="IOException">There are no credentials: the installation has never been up.</exception>
    /// <exception cref="HttpRequestException">The admin is not there, or stats are not ready after two minutes.</exception>
    public static async Task<Installation> OpenAsync(string dataFolder)
    {
        await using FileStream file = File.OpenRead(Path.Combine(dataFolder, "credentials.json"));
        var installation = new Installation(dataFolder, (await JsonDocument.ParseAsync(file)).RootElement);
        try
        {
            await installation.WaitForStatsAsync();
            return installation;
        }
        catch
        {
            installation.Dispose();
            throw;
        }
    }

    /// <summary>The process that <c>./onelink up</c> started from a data folder.</summary>
    public static int ProcessIdOf(string dataFolder, string process)
        => int.Parse(File.ReadAllText(Path.Combine(dataFolder, "run", process)).Split(' ')[0], CultureInfo.InvariantCulture);

    /// <summary>Makes links in one call; slugs that exist already are left as they are.</summary>
    public async Task CreateLinksAsync(IEnumerable<(string Slug, string Url)> links)
    {
        using HttpResponseMessage response = await _admin.PostAsync("/links", JsonContent.Create(links.Select(l => new { slug = l.Slug, url = l.Url }).ToArray()));
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Makes links of lines in one stream.</summary>
    /// <returns>Lines answered, and how many of them told of a link.</returns>
    public Task<(long Answered, long Made)> StreamLinksAsync(IEnumerable<string> lines) => LinkStream.RunAsync(_admin.BaseAddress!, _basic, lines);

    /// <summary>A call with JSON that must succeed; its answer is read and dropped.</summary>
    public async Task PostJsonAsync(string path, string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await _admin.PostAsync(path, content);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>What the account's administrator subscribes to realtime events with.</summary>
    public async Task<string> RoomAsync()
    {
        using HttpResponseMessage response = await AsUserAsync(HttpMethod.Get, "/api/v1/profile", content: null);
        using JsonDocument profile = JsonDocument.Parse(await response.Content.ReadAsStreamAsync());
        return JsonSerializer.Serialize(new { channel = "RoomChannel", pubsub_token = profile.RootElement.GetProperty("pubsub_token").GetString(), account_id = AccountId });
    }

    public async Task CreateContactAsync(string name)
    {
        using var content = JsonContent.Create(new { name });
        (await AsUserAsync(HttpMethod.Post, $"/api/v1/accounts/{AccountId}/contacts", content)).Dispose();
    }

    /// <summary>Makes a domain unless it is there.</summary>
    public async Task EnsureDomainAsync(string host)
    {
        using HttpResponseMessage response = await _admin.PostAsync("/domains", JsonContent.Create(new { host }));
        if (response.StatusCode != System.Net.HttpStatusCode.Conflict)
        {
            response.EnsureSuccessStatusCode();
        }
    }

    /// <summary>The number in the slug of the newest link that begins so; -1 for none.</summary>
    public async Task<long> LastNumberAsync(string prefix)
    {
        using JsonDocument page = JsonDocument.Parse(await _admin.GetStringAsync("/links?limit=1000&sort=-createdAt&search=" + prefix + "&tag=campaign-99"));
        return page.RootElement.GetProperty("data").EnumerateArray().Select(link => long.Parse(link.GetProperty("slug").GetString()![prefix.Length..], CultureInfo.InvariantCulture)).DefaultIfEmpty(-1).Max();
    }

    /// <summary>The <c>Location</c> that the edge answers; null where it redirects nowhere.</summary>
    public async Task<string?> TapAsync(string slug, string userAgent)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/" + slug);
        request.Headers.TryAddWithoutValidation("User-Agent", userAgent);
        using HttpResponseMessage response = await _edge.SendAsync(request);
        return response.Headers.Location?.OriginalString;
    }

    /// <summary>People's clicks of a link, of all time.</summary>
    public async Task<long> ClicksAsync(string slug)
    {
        using JsonDocument stats = JsonDocument.Parse(await _admin.GetStringAsync($"/links/{slug}/stats?period=7d"));
        return stats.RootElement.GetProperty("totals").GetProperty("clicks").GetInt64();
    }

    /// <summary>An answer of the admin that must be a success.</summary>
    public async Task<string> GetAsync(string path) => await _admin.GetStringAsync(path);

    /// <summary>An answer of the admin line by line, as it comes.</summary>
    public async Task<StreamReader> OpenAsync(string path, CancellationToken cancellationToken)
    {
        HttpResponseMessage response = await _admin.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        response.EnsureSuccessStatusCode();
        return new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
    }

    /// <summary>A statement for ClickHouse, with values for its places.</summary>
    public async Task<string> QueryAsync(string sql, params (string Name, string Value)[] parameters)
    {
        string query = string.Join('&', parameters.Select(p => $"param_{p.Name}={Uri.EscapeDataString(p.Value)}"));
        using HttpResponseMessage response = await _clickHouse.PostAsync("?" + query, new StringContent(sql));
        string text = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode ? text : throw new HttpRequestException(text);
    }

    /// <summary>A call of the messaging APIs that must succeed.</summary>
    /// <param name="method">Of the request.</param>
    /// <param name="path">Of the request.</param>
    /// <param name="body">Becomes JSON; null for none.</param>
    /// <param name="token">Whose; null for the account's administrator.</param>
    public async Task<JsonDocument> CallAsync(HttpMethod method, string path, object? body = null, string? token = null)
    {
        using HttpContent? content = body is null ? null : JsonContent.Create(body);
        using HttpResponseMessage response = await AsUserAsync(method, path, content, token);
        return JsonDocument.Parse(await response.Content.ReadAsStreamAsync());
    }

    /// <summary>Removes what the account's administrator may remove.</summary>
    public async Task DeleteAsync(string path) => (await AsUserAsync(HttpMethod.Delete, path, content: null)).Dispose();

    /// <summary>As <see cref="CallAsync"/>: reads where there is no body; the answer is read and dropped.</summary>
    public async Task TimedAsync(string path, string? json, string? token)
    {
        using HttpContent? content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json");
        (await AsUserAsync(json is null ? HttpMethod.Get : HttpMethod.Post, path, content, token)).Dispose();
    }

    private async Task WaitForStatsAsync()
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            using JsonDocument answer = JsonDocument.Parse(await _admin.GetStringAsync("/readyz"));
            string analytics = answer.RootElement.GetProperty("analytics").GetString()!;
            if (analytics is "ready")
            {
                return;
            }

            if (waited.Elapsed > LongestWait)
            {
                throw new HttpRequestException(analytics);
            }

            await Task.Delay(100);
        }
    }

    private async Task<HttpResponseMessage> AsUserAsync(HttpMethod method, string path, HttpContent? content, string? token = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.TryAddWithoutValidation("api_access_token", token ?? _userToken);
        HttpResponseMessage response = await _admin.SendAsync(request);
        return response.EnsureSuccessStatusCode();
    }

    public void Dispose()
    {
        _clickHouse.Dispose();
        _admin.Dispose();
        _edge.Dispose();
    }
}
