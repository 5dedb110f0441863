using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using Google.Protobuf;
using Microsoft.Extensions.DependencyInjection;
using OneLink.Admin.Access;
using OneLink.Admin.Database;
using OneLink.Admin.Edges;
using OneLink.Admin.Tests.Hosting;
using OneLink.Shared.Feed;
using Xunit.Abstractions;

namespace OneLink.Admin.Tests.Edges;

/// <summary>Edges with tokens of their own, made and revoked by the command line beside a running admin.</summary>
public sealed class EdgeTests(AdminServerFixture fixture, ITestOutputHelper output) : IClassFixture<AdminServerFixture>
{
    private AdminServer Server => fixture.Server;

    [Fact]
    public async Task Life_OfANamedEdge()
    {
        using var edge = await AddAsync("fra-1");
        using var feed = await FeedReader.OpenAsync(edge, after: 0);
        await feed.NextAsync(FeedFrame.FrameOneofCase.Heartbeat);
        Assert.Equal(1, await RunAsync("add", "fra-1"));

        Assert.Equal(0, await RunAsync("revoke", "fra-1"));
        var revoked = Stopwatch.StartNew();
        await Assert.ThrowsAnyAsync<IOException>(() => feed.NextAsync(FeedFrame.FrameOneofCase.SnapshotEnd));
        output.WriteLine($"the stream ended {revoked.ElapsedMilliseconds} ms after the command");
        Assert.Equal(HttpStatusCode.Unauthorized, (await edge.GetJsonAsync("/internal/feed?after=0")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await edge.GetJsonAsync("/internal/feed/snapshot")).Status);
        Assert.Equal(1, await RunAsync("revoke", "fra-1"));

        using var again = await AddAsync("fra-1");
        Assert.Equal(HttpStatusCode.Unauthorized, (await edge.GetJsonAsync("/internal/feed/snapshot")).Status);
        Assert.Equal(HttpStatusCode.OK, (await again.GetAsync(Snapshot())).StatusCode);
        Assert.Equal(0, await RunAsync("list"));
    }

    [Fact]
    public async Task Default_Revoked_LetsNobodyInByTheSharedToken()
    {
        await using var server = await AdminServer.StartAsync();
        Task<int> Run(params string[] arguments) => EdgeCommand.RunAsync(arguments, settings => BuildBeside(server, settings));
        Assert.Equal(0, await Run("revoke", Edge.Default));
        Assert.Equal(HttpStatusCode.Unauthorized, (await server.Edge.GetJsonAsync("/internal/feed?after=0")).Status);
        Assert.Equal(0, await Run("add", Edge.Default));
        Assert.Equal(HttpStatusCode.OK, (await server.Edge.GetAsync(Snapshot())).StatusCode);
    }

    [Theory]
    [InlineData]
    [InlineData("add")]
    [InlineData("add", "a b")]
    [InlineData("add", "")]
    [InlineData("add", "some", "accounts")]
    [InlineData("add", "some", "0")]
    [InlineData("list", "x")]
    [InlineData("revoke", "nobody")]
    public async Task Run_WhatCannotBe_Fails(params string[] arguments) => Assert.Equal(1, await RunAsync(arguments));

    [Fact]
    public async Task Report_OfAnEdgeAndOneBehindIt_IsKeptUnderItsName()
    {
        using var edge = await AddAsync("relay");
        var reports = new EdgeReports();
        reports.Reports.Add(new EdgeReport { Instance = "a1", Host = "relay-a", Version = "1.2.3", Sequence = 1, SpoolBytes = 77 });
        reports.Reports.Add(new EdgeReport { Instance = "b2", Host = "edge\u001b[31m-b", Version = "1.2.3", Address = "10.0.0.7", Via = "relay-a", UnixTimeMs = 5 });
        reports.Reports.Add(new EdgeReport { Instance = "c3", Host = "edge-c", Version = "1.2.3", Address = "10.0.0.8", Via = "relay-a", UnixTimeMs = long.MaxValue });
        Assert.Equal(HttpStatusCode.NoContent, await ReportAsync(edge, reports.ToByteArray()));
        Assert.Equal(HttpStatusCode.BadRequest, await ReportAsync(edge, [1, 2, 3]));
        Assert.Equal(HttpStatusCode.BadRequest, await ReportAsync(edge, []));

        var repository = Server.Services.GetRequiredService<EdgeRepository>();
        var id = (await repository.FindAsync("relay", CancellationToken.None))!.Id;
        var kept = (await repository.InstancesAsync(CancellationToken.None)).Where(instance => instance.EdgeId == id).ToDictionary(instance => instance.Instance);
        Assert.Equal(["a1", "c3"], kept.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(("relay-a", "127.0.0.1", "", "1.2.3", 1, 77), (kept["a1"].Host, kept["a1"].Address, kept["a1"].Via, kept["a1"].Version, kept["a1"].Sequence, kept["a1"].SpoolBytes));
        Assert.Equal(("10.0.0.8", "relay-a"), (kept["c3"].Address, kept["c3"].Via));
        Assert.Equal(0, await RunAsync("list"));
    }

    [Fact]
    public async Task Scope_OfAnEdge_IsAllThatItCanRead()
    {
        await using var server = await AdminServer.StartAsync();
        using var other = await OtherAccount.JoinAsync(server, "other.example");
        await server.Client.PostAsync("/links", """{"url":"https://acme.com/","slug":"mine"}""");
        await other.PostAsync("/links", """{"url":"https://acme.com/","slug":"theirs"}""");
        var token = await AddAsync(server, "theirs", "2");
        using var edge = ClientOf(server, token);

        // What the snapshot holds, whatever is asked for within it.
        foreach (var asked in new[] { "", "accounts=2", "accounts=1,2" })
        {
            var frames = await FeedReader.ReadAllAsync(await edge.GetAsync(Snapshot(asked)));
            Assert.Equal(["theirs"], frames.Where(frame => frame.Entry?.Kind == EntryKind.Link).Select(frame => frame.Entry.SlugKey));
            Assert.Equal("other.example", DomainDocument.Parser.ParseFrom(Assert.Single(frames, frame => frame.Entry?.Kind == EntryKind.Domain).Entry.Document).Host);
            Assert.Equal(FeedScope.Of([2]).Fingerprint, frames[0].SnapshotStart.Scope);
        }

        Assert.Equal(HttpStatusCode.Forbidden, (await edge.GetJsonAsync("/internal/feed/snapshot?accounts=1")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await edge.GetJsonAsync("/internal/feed/snapshot?accounts=x")).Status);
        Assert.Equal(HttpStatusCode.Gone, (await edge.GetJsonAsync("/internal/feed?after=0")).Status);

        // What the stream holds: the position moves on with the changes of others.
        var address = $"/internal/feed?after=0&accounts=1,2&scope={FeedScope.Of([2]).Fingerprint:x}";
        using var answer = await edge.GetAsync(new Uri(address, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        using var feed = new FeedReader(answer, await answer.Content.ReadAsStreamAsync());
        Assert.Equal((2UL, EntryKind.Domain), EntryOf(await feed.NextAsync(FeedFrame.FrameOneofCase.Entry)));
        Assert.Equal((4UL, EntryKind.Link), EntryOf(await feed.NextAsync(FeedFrame.FrameOneofCase.Entry)));
        await server.Client.PostAsync("/links", """{"url":"https://acme.com/","slug":"mine-too"}""");
        Assert.Equal(5UL, (await feed.NextAsync(FeedFrame.FrameOneofCase.Advance)).Advance.Sequence);
        await other.DeleteJsonAsync("/links/theirs");
        var gone = (await feed.NextAsync(FeedFrame.FrameOneofCase.Entry)).Entry;
        Assert.Equal((6UL, "theirs", true), (gone.Sequence, gone.SlugKey, gone.Deleted));
    }

    private static (ulong Sequence, EntryKind Kind) EntryOf(FeedFrame frame) => (frame.Entry.Sequence, frame.Entry.Kind);

    private static Uri Snapshot(string query = "") => new("/internal/feed/snapshot?" + query, UriKind.Relative);

    private static async Task<HttpStatusCode> ReportAsync(HttpClient edge, byte[] body)
    {
        using var content = new ByteArrayContent(body);
        using var answer = await edge.PostAsync(new Uri("/internal/feed/reports", UriKind.Relative), content);
        return answer.StatusCode;
    }

    private async Task<HttpClient> AddAsync(string name) => ClientOf(Server, await AddAsync(Server, name));

    /// <summary>The command writes the token to standard output, once: a token of the test's own takes its place.</summary>
    private static async Task<string> AddAsync(AdminServer server, string name, params string[] accounts)
    {
        Assert.Equal(0, await EdgeCommand.RunAsync(["add", name, .. accounts], settings => BuildBeside(server, settings)));
        var token = SecretText.Secret("oned_");
        await server.Services.GetRequiredService<IDatabase>().WriteAsync(
            scope => EdgeRepository.SaveAsync(scope, name, SecretHash.Of(token), string.Join(',', accounts), now: 0), CancellationToken.None);
        return token;
    }

    private static HttpClient ClientOf(AdminServer server, string token) => new()
    {
        BaseAddress = server.BaseAddress,
        Timeout = Timeout.InfiniteTimeSpan,
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
    };

    private Task<int> RunAsync(params string[] arguments) => EdgeCommand.RunAsync(arguments, settings => BuildBeside(Server, settings));

    private static Microsoft.AspNetCore.Builder.WebApplication BuildBeside(AdminServer server, string[] settings)
        => Program.Build([$"--ONELINK_DATA={server.DataFolder}", $"--ONELINK_EDGE_TOKEN={AdminServer.EdgeToken}", .. settings]);
}
