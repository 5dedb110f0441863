using System.Text;

namespace OneLink.Analytics.Embedded.Http;

/// <summary>Writes an error as ClickHouse does: plain text with a line break.</summary>
internal static class ErrorText
{
    internal static async Task WriteAsync(HttpResponse response, string text)
    {
        response.ContentType = "text/plain; charset=UTF-8";
        if (response.StatusCode == StatusCodes.Status401Unauthorized)
        {
            response.Headers.WWWAuthenticate = "Basic realm=\"ClickHouse server HTTP API\"";
        }

        var bytes = Encoding.UTF8.GetBytes(text + "\n");
        response.ContentLength = bytes.Length;
        await response.Body.WriteAsync(bytes, CancellationToken.None);
    }
}
