using System.Net;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using OneLink.Admin.Database;
using OneLink.Admin.Files;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Surfaces;

namespace OneLink.Admin.Tests.Files;

public sealed class FileStoreTests(AdminServerFixture fixture) : IClassFixture<AdminServerFixture>
{
    private AdminServer Server => fixture.Server;

    private FileStore Store => Server.Services.GetRequiredService<FileStore>();

    private FileLinks Links => Server.Services.GetRequiredService<FileLinks>();

    private string Folder => Path.Combine(Server.DataFolder, "admin", "files");

    [Fact]
    public async Task AddAsync_Picture_IsDescribedAndServedWithItsThumbnail()
    {
        var bytes = Pictures.Jpeg(1000, 500);

        var file = await StoredAsync("C:\\photos\\at sea \u202Egnp.jpg", bytes, "text/html");

        Assert.Equal(("at sea gnp.jpg", "image/jpeg", (long)bytes.Length, 1000L, 500L), (file.Name, file.ContentType, file.ByteSize, file.Width, file.Height));
        using var answer = await GetAsync(Links.Of(file.StorageKey, file.Name));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(bytes, await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal("image/jpeg", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains("sandbox", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("inline", answer.Content.Headers.ContentDisposition!.DispositionType);

        using var small = await GetAsync(Links.OfThumbnail(file.ThumbnailKey, file.Name));
        Assert.Equal("image/webp", small.Content.Headers.ContentType!.ToString());
        using var picture = SkiaSharp.SKBitmap.Decode(await small.Content.ReadAsByteArrayAsync());
        Assert.Equal((250, 125), (picture.Width, picture.Height));
    }

    [Fact]
    public async Task Show_Markup_IsSavedAsTextAndNeverShown()
    {
        var file = await StoredAsync("page.html", "<script>alert(1)</script>"u8.ToArray(), "text/html");

        using var answer = await GetAsync(Links.Of(file.StorageKey, file.Name));

        Assert.Equal("text/plain", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
    }

    [Fact]
    public async Task Show_PartOfARecording_AnswersTheRange()
    {
        var file = await StoredAsync("a.mp3", [.. "ID3"u8, .. new byte[1000]], "");
        using var request = new HttpRequestMessage(HttpMethod.Get, Links.Of(file.StorageKey, file.Name));
        request.Headers.Range = new(0, 2);

        using var answer = await Server.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.PartialContent, answer.StatusCode);
        Assert.Equal("ID3", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Show_ChangedOrUnsignedAddress_IsNotFound()
    {
        var file = await StoredAsync("a.txt", "hello"u8.ToArray(), "");
        var other = await StoredAsync("b.txt", "other"u8.ToArray(), "");
        var link = Links.Of(file.StorageKey, file.Name);

        foreach (var wrong in new[]
        {
            link.Replace("expires=", "expires=9", StringComparison.Ordinal),
            link.Replace(file.StorageKey, other.StorageKey, StringComparison.Ordinal),
            link[..link.IndexOf('?', StringComparison.Ordinal)],
            link[..^1],
            $"/files/avatars/{file.StorageKey}",
            "/files/avatars/..%2f..%2fcredentials.json",
        })
        {
            using var answer = await GetAsync(wrong);
            Assert.True(answer.StatusCode == HttpStatusCode.NotFound, wrong);
        }
    }

    [Fact]
    public async Task AddAsync_TooLargeOrAProgram_IsRefusedAndLeavesNothing()
    {
        await using var large = new MemoryStream(new byte[FileRules.Avatar.MaxBytes + 1]);
        var before = Directory.GetFiles(Folder, "*", SearchOption.AllDirectories).Length;

        Assert.Equal("Avatar is too big", await RefusalAsync("a.png", large, FileRules.Avatar));
        Assert.Equal("File type not supported", await RefusalAsync("a.png", new MemoryStream("MZ\x90\0"u8.ToArray()), FileRules.Attachment));
        Assert.Equal("Avatar filetype not supported", await RefusalAsync("a.pdf", new MemoryStream("%PDF-1.7"u8.ToArray()), FileRules.Avatar));

        // A picture only by its first bytes.
        Assert.Equal("Avatar filetype not supported", await RefusalAsync("a.png", new MemoryStream(Pictures.Png()[..10]), FileRules.Avatar));
        Assert.Equal(before, Directory.GetFiles(Folder, "*", SearchOption.AllDirectories).Length);
    }

    [Fact]
    public async Task AddAsync_PictureOfBillionsOfPixels_IsStoredWithoutThumbnail()
    {
        // A header that promises 60,000 × 60,000 pixels, with a right checksum.
        var png = Pictures.Png();
        byte[] ihdr = [.. "IHDR"u8, 0, 0, 0xEA, 0x60, 0, 0, 0xEA, 0x60, 8, 6, 0, 0, 0];
        var crc = Crc(ihdr);
        ihdr.CopyTo(png, 12);
        new[] { (byte)(crc >> 24), (byte)(crc >> 16), (byte)(crc >> 8), (byte)crc }.CopyTo(png, 12 + ihdr.Length);

        var file = await StoredAsync("bomb.png", png, "");

        Assert.Equal((60_000L, null), (file.Width, file.ThumbnailKey));
    }

    [Fact]
    public async Task Upkeep_FilesThatNothingUses_GoAfterADayAndTakeTheirBytesAlong()
    {
        var unused = await StoredAsync("unused.png", Pictures.Png(), "");
        var fresh = await StoredAsync("fresh.png", Pictures.Png(), "");
        var database = Server.Services.GetRequiredService<IDatabase>();
        var at = unused.CreatedAt;
        await database.WriteAsync(scope => scope.ExecuteAsync("UPDATE files SET created_at = 1 WHERE id = @Id", unused), CancellationToken.None);

        await database.WriteAsync(scope => FileRepository.DeleteUnusedAsync(scope, before: at - 1, limit: 10), CancellationToken.None);
        await Server.Services.GetRequiredService<FileUpkeep>().RemoveDueAsync(CancellationToken.None);

        Assert.Empty(Directory.GetFiles(Folder, unused.StorageKey + "*", SearchOption.AllDirectories));
        Assert.Equal(2, Directory.GetFiles(Folder, fresh.StorageKey + "*", SearchOption.AllDirectories).Length);
        Assert.Equal(0, await database.ReadAsync(
            connection => connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM file_removals WHERE storage_key = @StorageKey", unused), CancellationToken.None));
    }

    private async Task<StoredFile> StoredAsync(string name, byte[] bytes, string declaredType)
    {
        var tenant = await Tenant.JoinAsync(Server);
        await using var content = new MemoryStream(bytes);
        var outcome = await Store.AddAsync(tenant.AccountId, new FileUpload(name, declaredType, content), FileRules.Attachment, CancellationToken.None);
        Assert.True(outcome.TryGet(out var file), outcome.Errors?.All[0].FullMessage);
        return file;
    }

    private async Task<string> RefusalAsync(string name, Stream content, FileRules rules)
        => (await Store.AddAsync(accountId: null, new FileUpload(name, "image/png", content), rules, CancellationToken.None)).Errors!.All.Single().FullMessage;

    private Task<HttpResponseMessage> GetAsync(string address) => Server.Client.GetAsync(new Uri(address, UriKind.RelativeOrAbsolute));

    /// <summary>CRC-32 of a PNG chunk.</summary>
    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
            }
        }

        return ~crc;
    }
}
