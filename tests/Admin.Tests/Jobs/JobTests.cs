using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Links.Import;

namespace OneLink.Admin.Tests.Jobs;

public sealed class JobTests
{
    private const int Rows = 30_000;

    [Fact]
    public async Task Kill_DuringAnImport_EveryRowIsDoneExactlyOnce()
    {
        var folder = Path.Combine(Path.GetTempPath(), "onelink-jobs-" + Guid.NewGuid().ToString("N"));
        try
        {
            string id;
            var kills = 0;
            using (var admin = await AdminChild.StartAsync(folder))
            using (var client = await admin.ClientAsync(folder))
            {
                id = (await ImportTests.PostAsync(client, File(), "text/csv", "")).Text("id");
                await UntilAsync(client, id, job => job.Body!["progress"]!["rows"]!.GetValue<int>() > 0);
                admin.Kill();
            }

            while (true)
            {
                using var admin = await AdminChild.StartAsync(folder);
                using var client = await admin.ClientAsync(folder);
                var before = (await client.GetJsonAsync("/jobs/" + id)).Body!["progress"]!["rows"]!.GetValue<int>();
                if (++kills < 3 && before < Rows)
                {
                    await UntilAsync(client, id, job => job.Body!["progress"]!["rows"]!.GetValue<int>() > before || job.Body["finishedAt"] is not null);
                    admin.Kill();
                    continue;
                }

                var done = await UntilAsync(client, id, job => job.Body!["finishedAt"] is not null);
                Assert.Equal((Rows, 0), (ImportTests.Count(done, "created"), ImportTests.Count(done, "failed")));
                var links = (await client.GetStringAsync(new Uri("/links/export?format=ndjson", UriKind.Relative))).Split('\n', StringSplitOptions.RemoveEmptyEntries);
                Assert.Equal(Enumerable.Range(0, Rows), links.Select(line => int.Parse(JsonNode.Parse(line)!["title"]!.GetValue<string>(), System.Globalization.CultureInfo.InvariantCulture)).Order());
                var result = (await client.GetStringAsync(new Uri($"/jobs/{id}/result", UriKind.Relative))).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
                Assert.Equal(Enumerable.Range(1, Rows), result.Skip(1).Select(line => int.Parse(line.Split(',')[0], System.Globalization.CultureInfo.InvariantCulture)));
                return;
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Cancel_RunningImport_StopsAndKeepsWhatWasDone()
    {
        await using var server = await AdminServer.StartAsync();
        var id = (await ImportTests.PostAsync(server.Client, File(), "text/csv", "")).Text("id");

        var cancelled = await server.Client.PostAsync($"/jobs/{id}/cancel", "");
        var rows = cancelled.Body!["progress"]!["rows"]!.GetValue<int>();
        await Task.Delay(300);
        var later = await server.Client.GetJsonAsync("/jobs/" + id);

        Assert.Equal("cancelled", cancelled.Text("state"));
        Assert.Equal(("cancelled", rows), (later.Text("state"), later.Body!["progress"]!["rows"]!.GetValue<int>()));
        Assert.InRange(rows, 0, Rows - 1);
        Assert.Equal("cancelled", (await server.Client.PostAsync($"/jobs/{id}/cancel", "")).Text("state"));
    }

    [Fact]
    public async Task List_Pages_ShowEachJobOnceTheNewestFirst()
    {
        await using var server = await AdminServer.StartAsync();
        using var other = await OtherAccount.JoinAsync(server, "other.example");
        var made = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            made.Insert(0, (await ImportTests.ImportAsync(server.Client, "url\nhttps://acme.com/\n"u8.ToArray(), "text/csv")).Text("id"));
        }

        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = await server.Client.GetJsonAsync("/jobs?limit=2" + (cursor is null ? "" : "&cursor=" + cursor));
            seen.AddRange(page.Body!["data"]!.AsArray().Select(job => job!["id"]!.GetValue<string>()));
            cursor = page.Body["nextCursor"]?.GetValue<string>();
        }
        while (cursor is not null);

        Assert.Equal(made, seen);
        Assert.Empty((await other.GetJsonAsync("/jobs")).Body!["data"]!.AsArray());
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetJsonAsync("/jobs/" + made[0])).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetJsonAsync($"/jobs/{made[0]}/result")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await other.PostAsync($"/jobs/{made[0]}/cancel", "")).Status);
        Assert.Equal(["cursor", "limit"], (await server.Client.GetJsonAsync("/jobs?limit=0&cursor=x")).ErrorPaths());
    }

    private static byte[] File()
    {
        var rows = new StringBuilder("url,title\n");
        for (var i = 0; i < Rows; i++)
        {
            rows.Append("https://acme.com/").Append(i).Append(',').Append(i).Append('\n');
        }

        return Encoding.UTF8.GetBytes(rows.ToString());
    }

    private static async Task<Answer> UntilAsync(HttpClient client, string id, Func<Answer, bool> isSo)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var job = await client.GetJsonAsync("/jobs/" + id);
            if (isSo(job))
            {
                return job;
            }

            Assert.True(TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromMinutes(2), job.Body!.ToJsonString());
            await Task.Delay(5);
        }
    }
}
