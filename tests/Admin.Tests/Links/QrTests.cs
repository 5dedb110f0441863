using System.Buffers.Binary;
using System.Net;
using System.Text;
using OneLink.Admin.Tests.Hosting;

namespace OneLink.Admin.Tests.Links;

public sealed class QrTests(AdminServerFixture fixture) : IClassFixture<AdminServerFixture>
{
    private readonly HttpClient _client = fixture.Server.Client;

    [Fact]
    public async Task Qr_AsPng_HasTheSizeAskedFor()
    {
        var path = await CreateAsync();
        using var answer = await _client.GetAsync(new Uri(path + "/qr?format=png&size=301&color=0b3d91&level=q", UriKind.Relative));
        var png = await answer.Content.ReadAsByteArrayAsync();

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("image/png", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(new byte[] { 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A }, png[..8]);
        Assert.Equal((301, 301), (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20))));
        Assert.True(png.AsSpan().IndexOf(new byte[] { 0xFF, 0xFF, 0xFF, 0x0B, 0x3D, 0x91 }) > 0);
        Assert.Equal("IEND", Encoding.ASCII.GetString(png.AsSpan(png.Length - 8, 4)));
    }

    [Fact]
    public async Task Qr_WithoutFormat_IsAnSvgInTheBrandsColour()
    {
        var path = await CreateAsync();
        using var answer = await _client.GetAsync(new Uri(path + "/qr?size=200&color=%23ff0000&logo=true", UriKind.Relative));
        var svg = await answer.Content.ReadAsStringAsync();

        Assert.Equal("image/svg+xml", answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains("width=\"200\" height=\"200\"", svg, StringComparison.Ordinal);
        Assert.Contains("fill=\"#ff0000\"", svg, StringComparison.Ordinal);
        Assert.Contains("href=\"https://acme.com/l.png?a=1&amp;b=2\"", svg, StringComparison.Ordinal);
        Assert.Equal("svg", System.Xml.Linq.XDocument.Parse(svg).Root!.Name.LocalName);
    }

    [Theory]
    [InlineData("format=gif", "format")]
    [InlineData("size=10", "size")]
    [InlineData("size=99999", "size")]
    [InlineData("level=Z", "level")]
    [InlineData("color=red", "color")]
    [InlineData("logo=javascript:1", "logo")]
    [InlineData("format=png&logo=http://127.0.0.1/logo.png", "logo")]
    public async Task Qr_WithWhatCannotBeDrawn_IsRefused(string query, string field)
    {
        var answer = await _client.GetJsonAsync($"{await CreateAsync()}/qr?{query}");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Equal([field], answer.ErrorPaths());
    }

    [Fact]
    public async Task Qr_OfAnUnknownLink_IsNotFound() => Assert.Equal(HttpStatusCode.NotFound, (await _client.GetJsonAsync("/links/no-such-link/qr")).Status);

    private async Task<string> CreateAsync()
        => "/links/" + (await _client.PostAsync("/links", """{"url":"https://acme.com/","brand":{"logoUrl":"https://acme.com/l.png?a=1&b=2"}}""")).Text("slug");
}
