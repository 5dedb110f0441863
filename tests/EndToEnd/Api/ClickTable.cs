using System.Net.Http.Headers;
using System.Text;

namespace OneLink.EndToEnd.Api;

/// <summary>
/// The <c>clicks</c> table as a BI tool reads it, over ClickHouse's HTTP interface: for what the API sums up and a test
/// wants to see click by click.
/// </summary>
internal sealed class ClickTable : IDisposable
{
    private readonly HttpClient _http;

    public ClickTable(Credentials credentials)
    {
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri(credentials.ClickhouseUrl) };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{credentials.ClickhouseUser}:{credentials.ClickhousePassword}")));
    }

    /// <summary>How often each referrer with a prefix was recorded with a click on a link.</summary>
    public async Task<IReadOnlyDictionary<string, int>> ReferrersAsync(string prefix)
        => (await QueryAsync("SELECT referrer, count() FROM clicks WHERE orphan = 'none' AND startsWith(referrer, {prefix:String}) GROUP BY referrer", prefix))
            .ToDictionary(row => row[0], row => int.Parse(row[1], System.Globalization.CultureInfo.InvariantCulture), StringComparer.Ordinal);

    /// <summary>The clicks on links whose referrers have a prefix.</summary>
    public async Task<IReadOnlyList<RecordedClick>> ClicksAsync(string prefix)
        => [.. (await QueryAsync("SELECT referrer, toString(link_id), toString(click_id) FROM clicks WHERE orphan = 'none' AND startsWith(referrer, {prefix:String})", prefix))
            .Select(row => new RecordedClick(row[0], row[1], row[2]))];

    /// <summary>The slugs that begin so and were asked for without there being a link.</summary>
    public async Task<IReadOnlyList<string>> OrphansAsync(string prefix)
        => [.. (await QueryAsync("SELECT DISTINCT slug FROM clicks WHERE orphan = 'unknown_slug' AND startsWith(slug, {prefix:String})", prefix)).Select(row => row[0])];

    /// <summary>The different addresses that were stored with a referrer.</summary>
    public async Task<IReadOnlyList<string>> AddressesAsync(string referrer)
        => [.. (await QueryAsync("SELECT DISTINCT address, 'x' FROM clicks WHERE referrer = {prefix:String}", referrer)).Select(row => row[0])];

    /// <summary>Whether the admin has made the table by now.</summary>
    public async Task<bool> ExistsAsync() => await SendAsync("EXISTS TABLE clicks") == "1\n";

    /// <summary>Clicks that are stored; none where the admin has not made the table by now.</summary>
    public async Task<long> RowsAsync()
        => await ExistsAsync() ? long.Parse(await SendAsync("SELECT count() FROM clicks"), System.Globalization.CultureInfo.InvariantCulture) : 0;

    /// <summary>What must be equal when nothing is under way.</summary>
    public async Task<ClickTotals> TotalsAsync()
    {
        var row = (await QueryAsync(
            """
            SELECT countIf(kind = 'human' AND orphan = 'none'), (SELECT sum(humans) FROM clicks_by_quarter_hour), count(), uniqExact(click_id),
                (SELECT sum(humans) FROM account_clicks_by_quarter_hour)
            FROM clicks
            """,
            prefix: "")).Single();
        var numbers = Array.ConvertAll(row, text => long.Parse(text, System.Globalization.CultureInfo.InvariantCulture));
        return new ClickTotals(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]);
    }

    /// <summary>The statement that makes the table alone, without the totals that belong to it.</summary>
    public Task<string> DefinitionAsync() => SendAsync("SHOW CREATE TABLE clicks FORMAT TabSeparatedRaw");

    /// <summary>Makes the table and nothing else, as an interrupted start of the admin would leave it.</summary>
    public Task CreateAsync(string definition) => SendAsync(definition);

    /// <summary>Changes the table behind the product's back.</summary>
    public Task AlterAsync(string change) => SendAsync("ALTER TABLE clicks " + change);

    public void Dispose() => _http.Dispose();

    private async Task<IEnumerable<string[]>> QueryAsync(string sql, string prefix)
    {
        var text = await SendAsync(sql + " FORMAT TabSeparated", $"/?param_prefix={Uri.EscapeDataString(prefix)}");
        return text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t'));
    }

    private async Task<string> SendAsync(string sql, string target = "/")
    {
        using var statement = new StringContent(sql);
        using var answer = await _http.PostAsync(new Uri(target, UriKind.Relative), statement);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return text;
    }
}
