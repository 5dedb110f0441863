using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using OneLink.Admin.Files;

namespace OneLink.Admin.Tests.Files;

/// <summary>Against a store of our own that keeps what the protocol promises: paths of bucket and key, signed requests, 404.</summary>
public sealed class BucketStorageTests : IAsyncLifetime
{
    private readonly ConcurrentDictionary<string, byte[]> _objects = new(StringComparer.Ordinal);
    private readonly string _address = $"http://127.0.0.1:{LoopbackPorts.Next()}";
    private WebApplication _store = null!;
    private bool _isDown;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(_address);
        _store = builder.Build();
        _store.Run(AnswerAsync);
        await _store.StartAsync();
    }

    public async Task DisposeAsync() => await _store.DisposeAsync();

    [Fact]
    public async Task Storage_PutOpenDelete_KeepsTheBytesUnderBucketAndKey()
    {
        using var storage = Storage();
        var bytes = new byte[300_000];
        System.Security.Cryptography.RandomNumberGenerator.Fill(bytes);
        using var content = new MemoryStream(bytes);

        await storage.PutAsync("abc", content, CancellationToken.None);

        Assert.Equal(bytes, _objects["/files/abc"]);
        await using (var read = await storage.OpenAsync("abc", CancellationToken.None))
        {
            Assert.True(read!.CanSeek);
            using var copy = new MemoryStream();
            await read.CopyToAsync(copy);
            Assert.Equal(bytes, copy.ToArray());
        }

        await storage.DeleteAsync("abc", CancellationToken.None);
        await storage.DeleteAsync("abc", CancellationToken.None);
        Assert.Null(await storage.OpenAsync("abc", CancellationToken.None));
    }

    [Fact]
    public async Task Storage_StoreThatFails_IsAFailureOfInputOrOutput()
    {
        using var storage = Storage();
        _isDown = true;
        using var content = new MemoryStream([1]);

        await Assert.ThrowsAsync<IOException>(() => storage.PutAsync("abc", content, CancellationToken.None));
    }

    [Theory]
    [InlineData("https://s3.example.com/files", "key", true)]
    [InlineData("https://s3.example.com/", "key", false)]
    [InlineData("https://s3.example.com/a/b", "key", false)]
    [InlineData("s3.example.com/files", "key", false)]
    [InlineData("https://s3.example.com/files", "", false)]
    public void Of_AddressAndKeys_AreABucketOrNot(string address, string key, bool isBucket)
        => Assert.Equal(isBucket, BucketSettings.Of(address, "us-east-1", key, "secret") is not null);

    private BucketStorage Storage() => new(BucketSettings.Of(_address + "/files", "us-east-1", "key", "secret")!);

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        if (_isDown || !context.Request.Headers.Authorization.ToString().StartsWith("AWS4-HMAC-SHA256 Credential=key/", StringComparison.Ordinal))
        {
            context.Response.StatusCode = (int)HttpStatusCode.Forbidden;
            return;
        }

        switch (context.Request.Method)
        {
            case "PUT":
                using (var body = new MemoryStream())
                {
                    await context.Request.Body.CopyToAsync(body);
                    _objects[path] = body.ToArray();
                }

                break;
            case "GET" when _objects.TryGetValue(path, out var found):
                context.Response.ContentLength = found.Length;
                await context.Response.Body.WriteAsync(found);
                break;
            case "GET":
                context.Response.StatusCode = (int)HttpStatusCode.NotFound;
                break;
            default:
                _objects.TryRemove(path, out _);
                context.Response.StatusCode = (int)HttpStatusCode.NoContent;
                break;
        }
    }
}
