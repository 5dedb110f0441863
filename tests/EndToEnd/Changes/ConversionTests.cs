using System.Net.Http.Headers;
using System.Text;
using OneLink.EndToEnd.Harness;
using Xunit.Abstractions;

namespace OneLink.EndToEnd.Changes;

/// <summary>From a tap to a sale: the click's id, reported with <c>POST /events</c>, leads back to the link.</summary>
[Collection(EdgeBuild.Native)]
public sealed class ConversionTests(NativeInstallation installation, ITestOutputHelper output) : EndToEndTest(installation, output)
{
    [Fact]
    public async Task Post_ClickOfATap_IsJoinedToItsLinkOnce()
    {
        var link = await Installation.PublishAsync(new { slug = "sold", url = "https://example.com/" });
        (await Installation.VisitAsync(link.Slug)).ExpectRedirect(link.Url);
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri(Installation.Credentials.ClickhouseUrl) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Installation.Credentials.ClickhouseUser}:{Installation.Credentials.ClickhousePassword}")));
        var clickId = "";
        await Eventually.TrueAsync(
            async () => (clickId = await AskAsync(http, "SELECT max(toString(click_id)) FROM clicks WHERE link_id = (SELECT link_id FROM clicks WHERE orphan = 'none' ORDER BY ts DESC LIMIT 1)")).Length == 36,
            Eventually.Patience,
            "the tap is in the table");

        for (var i = 0; i < 2; i++)
        {
            (await Api.PostAsync("/events", new { type = "sale", clickId, amount = 19.9, currency = "EUR", idempotencyKey = "order-1" })).Expect(202);
        }

        await Eventually.EqualAsync(
            "1\t19.9\t1",
            () => AskAsync(http, $"SELECT count(), sum(amount), countIf(link_id != 0) FROM conversions FINAL WHERE click_id = '{clickId}'"),
            Eventually.Patience);
    }

    private static async Task<string> AskAsync(HttpClient http, string sql)
    {
        using var statement = new StringContent(sql);
        using var answer = await http.PostAsync(new Uri("/", UriKind.Relative), statement);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return text.Trim();
    }
}
