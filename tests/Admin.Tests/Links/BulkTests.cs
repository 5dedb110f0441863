using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using OneLink.Admin.Tests.Hosting;

namespace OneLink.Admin.Tests.Links;

public sealed class BulkTests(AdminServerFixture fixture) : IClassFixture<AdminServerFixture>
{
    private readonly HttpClient _client = fixture.Server.Client;

    [Fact]
    public async Task CreateBulk_Mixed_ReportsEachInOrder()
    {
        var answer = await _client.PostAsync("/links", """
            [{"url":"https://acme.com/1","slug":"bulk1"},{"url":"nonsense"},{"url":"https://acme.com/2","slug":"bulk1"},7,{"url":"https://acme.com/3"}]
            """);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(2, answer.Body!["created"]!.GetValue<int>());
        Assert.Equal(3, answer.Body["failed"]!.GetValue<int>());
        var results = answer.Body["results"]!.AsArray();
        Assert.Equal([201, 422, 409, 422, 201], results.Select(result => result!["status"]!.GetValue<int>()));
        Assert.Equal([0, 1, 2, 3, 4], results.Select(result => result!["index"]!.GetValue<int>()));
        Assert.NotNull(results[1]!["error"]!["errors"]!["url"]);
        Assert.Equal("https://acme.com/1", (await _client.GetJsonAsync("/links/bulk1")).Text("url"));
    }

    [Fact]
    public async Task CreateBulk_AtomicWithOneBad_StoresNothing()
    {
        var answer = await _client.PostAsync("/links", """
            {"atomic":true,"links":[{"url":"https://acme.com/1","slug":"atom1"},{"url":"https://acme.com/2","slug":"atom1"}]}
            """);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Equal("not-stored", answer.Problem);
        Assert.Equal([424, 409], answer.Body!["results"]!.AsArray().Select(result => result!["status"]!.GetValue<int>()));
        Assert.Equal(HttpStatusCode.NotFound, (await _client.GetJsonAsync("/links/atom1")).Status);
    }

    [Fact]
    public async Task CreateBulk_AtomicAllGood_StoresAll()
    {
        var answer = await _client.PostAsync("/links", """{"links":[{"url":"https://acme.com/1","slug":"atom2"},{"url":"https://acme.com/2"}],"atomic":true}""");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(2, answer.Body!["created"]!.GetValue<int>());
        Assert.Equal(HttpStatusCode.OK, (await _client.GetJsonAsync("/links/atom2")).Status);
    }

    [Fact]
    public async Task CreateBulk_TenThousand_AllThere()
    {
        var links = new JsonArray([.. Enumerable.Range(0, 10_000).Select(i => new JsonObject { ["url"] = $"https://acme.com/{i}", ["slug"] = $"many-{i}" })]);

        var answer = await _client.PostAsync("/links", links.ToJsonString());

        Assert.Equal(10_000, answer.Body!["created"]!.GetValue<int>());
        Assert.Equal("https://acme.com/9999", (await _client.GetJsonAsync("/links/many-9999")).Text("url"));
    }

    [Fact]
    public async Task CreateBulk_TenThousandAndOne_Is422()
    {
        var answer = await _client.PostAsync("/links", "[" + string.Join(',', Enumerable.Repeat("{}", 10_001)) + "]");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Equal(["links"], answer.ErrorPaths());
    }

    [Fact]
    public async Task CreateBulk_OverOneMebibyte_IsAccepted()
    {
        var padding = new string('x', 4_000);
        var links = string.Join(',', Enumerable.Range(0, 500).Select(i => $$"""{"url":"https://acme.com/","slug":"wide-{{i}}","notes":"{{padding}}"}"""));

        Assert.Equal(500, (await _client.PostAsync("/links", $"[{links}]")).Body!["created"]!.GetValue<int>());
    }

    [Fact]
    public async Task CreateLines_WhileStillSending_AnswersInOrder()
    {
        // A raw connection: HttpClient reads no answer before it has sent the whole body.
        using var tcp = new TcpClient();
        await tcp.ConnectAsync("127.0.0.1", fixture.Server.BaseAddress.Port);
        await using var stream = tcp.GetStream();
        using var lines = new StreamReader(stream, Encoding.UTF8);
        await SendAsync(stream, $"POST /links HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\nAuthorization: {_client.DefaultRequestHeaders.Authorization}\r\n\r\n");
        await SendAsync(stream, Chunk("""{"url":"https://acme.com/1","slug":"line1"}""" + "\n\n"));
        var first = await NextResultAsync(lines);

        await SendAsync(stream, Chunk("{bad\n" + """{"url":"https://acme.com/3","slug":"line1"}""") + "0\r\n\r\n");
        var second = await NextResultAsync(lines);
        var third = await NextResultAsync(lines);

        Assert.Equal((0, 201), (first["index"]!.GetValue<int>(), first["status"]!.GetValue<int>()));
        Assert.Equal((1, 400), (second["index"]!.GetValue<int>(), second["status"]!.GetValue<int>()));
        Assert.Equal((2, 409), (third["index"]!.GetValue<int>(), third["status"]!.GetValue<int>()));
    }

    [Fact]
    public async Task CreateLines_ManyOfThem_AllAnsweredInOrder()
    {
        var body = string.Join('\n', Enumerable.Range(0, 1_700).Select(i => $$"""{"url":"https://acme.com/{{i}}"}"""));

        using var content = new StringContent(body, Encoding.UTF8, "application/x-ndjson");
        using var response = await _client.PostAsync(new Uri("/links", UriKind.Relative), content);
        var results = (await response.Content.ReadAsStringAsync()).TrimEnd().Split('\n').Select(line => JsonNode.Parse(line)!).ToList();

        Assert.Equal(Enumerable.Range(0, 1_700), results.Select(result => result["index"]!.GetValue<int>()));
        Assert.Equal("https://acme.com/1699", results[^1]["link"]!["url"]!.GetValue<string>());
        Assert.All(results, result => Assert.Equal(201, result["status"]!.GetValue<int>()));
    }

    private static string Chunk(string text) => $"{Encoding.UTF8.GetByteCount(text):x}\r\n{text}\r\n";

    private static Task SendAsync(NetworkStream stream, string text) => stream.WriteAsync(Encoding.UTF8.GetBytes(text)).AsTask();

    /// <summary>The next line that is JSON: headers and chunk sizes are not.</summary>
    private static async Task<JsonNode> NextResultAsync(StreamReader lines)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            var line = await lines.ReadLineAsync(timeout.Token) ?? throw new EndOfStreamException();
            if (line.StartsWith('{'))
            {
                return JsonNode.Parse(line)!;
            }
        }
    }
}
