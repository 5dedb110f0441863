using System.Security.Cryptography;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using OneLink.Admin.Access;
using OneLink.Admin.Access.AccessTokens;
using OneLink.Admin.Database;
using OneLink.Admin.Hosting;
using OneLink.Admin.Tests.Hosting;

namespace OneLink.Admin.Tests.Access;

public sealed class AccessTokenTests : IAsyncLifetime
{
    private AdminServer _server = null!;

    private AccessTokenRepository Tokens => _server.Services.GetRequiredService<AccessTokenRepository>();

    private IDatabase Database => _server.Services.GetRequiredService<IDatabase>();

    public async Task InitializeAsync() => _server = await AdminServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Stored_IsNeverInTheClear()
    {
        var token = _server.Credentials["userAccessToken"]!.GetValue<string>();

        var rows = await Database.ReadAsync(
            connection => connection.QueryAsync<(string? Token, byte[] Sealed)>("SELECT token, sealed FROM access_tokens"), CancellationToken.None);

        Assert.All(rows, row => Assert.Null(row.Token));
        Assert.Equal(token, await Tokens.FindTokenAsync((await Tokens.FindOwnerAsync(token, CancellationToken.None))!.Value, CancellationToken.None));
        foreach (var file in Directory.GetFiles(Path.Combine(_server.DataFolder, "admin")))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes);
            Assert.Equal(-1, bytes.ToArray().AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(token)));
        }
    }

    [Fact]
    public async Task Replace_KillsTheOldTokenAtOnce()
    {
        var owner = TokenOwner.User(4711);
        var first = await Database.WriteAsync(scope => Tokens.ReplaceAsync(scope, owner), CancellationToken.None);
        var second = await Database.WriteAsync(scope => Tokens.ReplaceAsync(scope, owner), CancellationToken.None);

        Assert.Null(await Tokens.FindOwnerAsync(first, CancellationToken.None));
        Assert.Equal(owner, await Tokens.FindOwnerAsync(second, CancellationToken.None));
    }

    [Fact]
    public async Task SealClearTokens_OfAnEarlierVersion_SealsThemAndKeepsThemWorking()
    {
        await Database.WriteAsync(
            scope => scope.ExecuteAsync(
                "INSERT INTO access_tokens (owner_kind, owner_id, token, token_hash, created_at) VALUES ('user', 12, 'clear', @hash, 0)",
                new { hash = SecretHash.Of("clear") }),
            CancellationToken.None);

        Assert.Equal(1, await Tokens.SealClearTokensAsync(CancellationToken.None));
        Assert.Equal(0, await Tokens.SealClearTokensAsync(CancellationToken.None));

        Assert.Equal(TokenOwner.User(12), await Tokens.FindOwnerAsync("clear", CancellationToken.None));
        Assert.Equal("clear", await Tokens.FindTokenAsync(TokenOwner.User(12), CancellationToken.None));
    }

    [Fact]
    public void Open_ForAnotherOwnerOrChanged_Fails()
    {
        var seal = new TokenSeal(_server.Services.GetRequiredService<AdminSettings>());
        var sealedToken = seal.Seal(TokenOwner.User(1), "secret");

        Assert.Equal("secret", seal.Open(TokenOwner.User(1), sealedToken));
        Assert.ThrowsAny<CryptographicException>(() => seal.Open(TokenOwner.PlatformApp(1), sealedToken));
        sealedToken[^1] ^= 1;
        Assert.ThrowsAny<CryptographicException>(() => seal.Open(TokenOwner.User(1), sealedToken));
    }
}
