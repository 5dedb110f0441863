using System.Net.Http.Headers;
using OneLink.Admin.Tests.Hosting;

namespace OneLink.Admin.Tests.Surfaces;

/// <summary>Forms with files, as browsers and upload libraries send them.</summary>
internal static class Multipart
{
    public static async Task<Answer> SendFormAsync(
        this HttpClient client, HttpMethod method, string path, IReadOnlyDictionary<string, string> fields, string fileField, string fileName, byte[] file, string fileType)
    {
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
        {
            form.Add(new StringContent(value), name);
        }

        var part = new ByteArrayContent(file);
        part.Headers.ContentType = MediaTypeHeaderValue.Parse(fileType);
        form.Add(part, fileField, fileName);
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = form };
        return await Answer.OfAsync(await client.SendAsync(request));
    }
}
