using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Http;
using OneLink.Admin.Outbound;
using OneLink.Shared.Networks;

namespace OneLink.Admin.Tests.Outbound;

public sealed class OutboundClientTests
{
    private static readonly OutboundLimits Limits = new() { Timeout = TimeSpan.FromSeconds(20), MaxBodyBytes = 1000, MaxRedirects = 3 };

    private readonly ScriptedResolver _resolver = new();

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost.test")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("2130706433")]
    [InlineData("0x7f.1")]
    public async Task Send_ToThisMachine_IsRefusedBeforeAConnection(string host)
    {
        await using var server = await LoopbackServer.StartAsync(_ => Task.CompletedTask);
        _resolver.With("localhost.test", "127.0.0.1 ::1");

        var result = await SendAsync(server.Url(host: host), allow: "");

        Assert.Equal(OutboundFailure.AddressRefused, result.Failure);
        Assert.DoesNotContain("127", result.Reason, StringComparison.Ordinal);
        Assert.Equal(0, server.Requests);
    }

    [Fact]
    public async Task Send_NameWhoseAnswerChanges_IsAskedOnceAndConnectedWhereItWasChecked()
    {
        await using var server = await LoopbackServer.StartAsync(context => context.Response.WriteAsync("checked"));
        _resolver.With("rebind.test", "127.0.0.1", "127.0.0.2");

        var result = await SendAsync(server.Url(host: "rebind.test"));

        Assert.Equal("checked", Encoding.UTF8.GetString(result.Response!.Body.Span));
        Assert.Equal(["rebind.test"], _resolver.Asked);
    }

    [Fact]
    public async Task Send_NameThatPointsElsewhereByTheTimeOfTheRedirect_IsRefused()
    {
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.Headers.Connection = "close";
            context.Response.Redirect("/again");
            return Task.CompletedTask;
        });
        _resolver.With("rebind.test", "127.0.0.1", "127.0.0.2");

        Assert.Equal(OutboundFailure.AddressRefused, (await SendAsync(server.Url(host: "rebind.test"))).Failure);
        Assert.Equal(1, server.Requests);
    }

    [Fact]
    public async Task Send_HostWithPrivateAndPublicAddresses_UsesTheOthersOnly()
    {
        await using var server = await LoopbackServer.StartAsync(context => context.Response.WriteAsync("ok"));
        _resolver.With("mixed.test", "10.0.0.1 127.0.0.1");

        Assert.Equal(HttpStatusCode.OK, (await SendAsync(server.Url(host: "mixed.test"))).Response!.Status);
    }

    [Theory]
    [InlineData("http://inside.test/", OutboundFailure.AddressRefused)]
    [InlineData("http://169.254.169.254/latest/meta-data/", OutboundFailure.AddressRefused)]
    [InlineData("http://[::1]:8123/", OutboundFailure.AddressRefused)]
    [InlineData("//inside.test/", OutboundFailure.AddressRefused)]
    [InlineData("http://nobody.test/", OutboundFailure.UnknownHost)]
    [InlineData("file:///etc/passwd", OutboundFailure.UrlRefused)]
    [InlineData("gopher://inside.test/", OutboundFailure.UrlRefused)]
    [InlineData("http://user:secret@outside.test/", OutboundFailure.UrlRefused)]
    [InlineData("/", OutboundFailure.TooManyRedirects)]
    public async Task Send_RedirectedWhereNobodyMayGo_Fails(string location, object failure)
    {
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.StatusCode = 302;
            context.Response.Headers.Location = location;
            return Task.CompletedTask;
        });
        _resolver.With("outside.test", "127.0.0.1").With("inside.test", "192.168.0.10");

        Assert.Equal(failure, (await SendAsync(server.Url(host: "outside.test"))).Failure);
    }

    [Fact]
    public async Task Send_Redirects_AreFollowedToTheirEndOrAnsweredAsTheyAre()
    {
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            if (context.Request.Path == "/end")
            {
                return context.Response.WriteAsync("end");
            }

            context.Response.Redirect("/end");
            return Task.CompletedTask;
        });

        var followed = (await SendAsync(server.Url())).Response!;
        var asItIs = (await SendAsync(server.Url(), limits: Limits with { MaxRedirects = 0 })).Response!;

        Assert.Equal((HttpStatusCode.OK, server.Url("/end")), (followed.Status, followed.Url));
        Assert.Equal((HttpStatusCode.Redirect, "/end"), (asItIs.Status, asItIs.Headers["location"]));
    }

    [Fact]
    public async Task Send_BodyAndHeaders_Arrive()
    {
        var seen = "";
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            seen = $"{context.Request.Method} {context.Request.ContentType} {context.Request.Headers["X-Signature"]} {await reader.ReadToEndAsync()}";
            context.Response.StatusCode = 503;
        });
        using var client = Client("127.0.0.0/8");

        var result = await client.SendAsync(
            new OutboundRequest
            {
                Method = HttpMethod.Post,
                Url = server.Url(),
                Limits = Limits,
                Headers = [new("Content-Type", "application/json"), new("X-Signature", "v1=abc")],
                Body = "{}"u8.ToArray(),
            },
            CancellationToken.None);

        Assert.Equal("POST application/json v1=abc {}", seen);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, result.Response!.Status);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Send_EndlessBody_IsCutAtTheLimit(bool compressed)
    {
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            var zeros = new byte[64 * 1024];
            context.Response.Headers.ContentEncoding = compressed ? "gzip" : default;
            await using var body = compressed ? new GZipStream(context.Response.Body, CompressionLevel.Fastest) : context.Response.Body;
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await body.WriteAsync(zeros, context.RequestAborted);
            }
        });

        var response = (await SendAsync(server.Url())).Response!;

        Assert.Equal((1000, true), (response.Body.Length, response.IsTruncated));
    }

    [Fact]
    public async Task Send_BodyOfExactlyTheLimit_IsWhole()
    {
        await using var server = await LoopbackServer.StartAsync(context => context.Response.WriteAsync(new string('x', 1000)));

        var response = (await SendAsync(server.Url())).Response!;

        Assert.Equal((1000, false), (response.Body.Length, response.IsTruncated));
    }

    [Fact]
    public async Task Send_ServerThatTricklesForEver_TimesOut()
    {
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.WriteAsync("x", context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                await Task.Delay(20, context.RequestAborted);
            }
        });

        var result = await SendAsync(server.Url(), limits: Limits with { Timeout = TimeSpan.FromMilliseconds(300) });

        Assert.Equal(OutboundFailure.TimedOut, result.Failure);
    }

    [Fact]
    public async Task Send_CallerGivesUp_IsCancelledNotTimedOut()
    {
        await using var server = await LoopbackServer.StartAsync(context => Task.Delay(Timeout.Infinite, context.RequestAborted));
        using var client = Client("127.0.0.0/8");
        using var caller = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.SendAsync(RequestOf(server.Url(), Limits), caller.Token));
    }

    [Theory]
    [InlineData("220 mail.test ESMTP\r\n\r\n", OutboundFailure.NotHttp)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf", OutboundFailure.BrokenOff)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nnope", OutboundFailure.NotHttp)]
    [InlineData("", OutboundFailure.BrokenOff)]
    public async Task Send_AnswerThatIsNone_Fails(string answer, object failure) => Assert.Equal(failure, (await SendToRawAsync(answer)).Failure);

    [Fact]
    public async Task Send_AnswerWithHugeHeaders_Fails()
        => Assert.Equal(OutboundFailure.NotHttp, (await SendToRawAsync($"HTTP/1.1 200 OK\r\nX: {new string('x', 40_000)}\r\n\r\n")).Failure);

    [Fact]
    public async Task Send_NobodyListens_Fails()
    {
        _resolver.With("closed.test", "127.0.0.1");

        Assert.Equal(OutboundFailure.ConnectionFailed, (await SendAsync(new Uri("http://closed.test:9/"))).Failure);
    }

    [Fact]
    public async Task Send_PlainServerUnderHttps_IsATlsFailure()
    {
        await using var server = await LoopbackServer.StartAsync(_ => Task.CompletedTask);

        Assert.Equal(OutboundFailure.TlsFailed, (await SendAsync(new Uri($"https://127.0.0.1:{server.Port}/"))).Failure);
    }

    private async Task<OutboundResult> SendToRawAsync(string answer)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var served = ServeAsync(listener, answer);
        var result = await SendAsync(new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/"));
        listener.Stop();
        await served;
        return result;
    }

    // More than once: a connection that ends without a byte is tried again by the HTTP handler.
    private static async Task ServeAsync(TcpListener listener, string answer)
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync();
                _ = await client.GetStream().ReadAsync(new byte[4096]);
                await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(answer));
            }
        }
        catch (SocketException)
        {
            // Stopped.
        }
    }

    /// <param name="url">What is called.</param>
    /// <param name="allow">By default one address of loopback only: 127.0.0.2 stands for an address that is not public.</param>
    /// <param name="limits">Default <see cref="Limits"/>.</param>
    private async Task<OutboundResult> SendAsync(Uri url, string allow = "127.0.0.1", OutboundLimits? limits = null)
    {
        using var client = Client(allow);
        return await client.SendAsync(RequestOf(url, limits ?? Limits), CancellationToken.None);
    }

    private OutboundClient Client(string allow) => new(_resolver, new AddressPolicy(new NetworkList(allow)), TimeProvider.System);

    private static OutboundRequest RequestOf(Uri url, OutboundLimits limits) => new() { Method = HttpMethod.Get, Url = url, Limits = limits };
}
