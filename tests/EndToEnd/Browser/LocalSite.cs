using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace OneLink.EndToEnd.Browser;

/// <summary>Somebody's server on this machine: shows browsers a page, and takes what is posted to it.</summary>
internal sealed class LocalSite : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Task _serving;

    private LocalSite(int port)
    {
        Port = port;
        _listener.Prefixes.Add($"http://127.0.0.1:{port}/");
        _listener.Prefixes.Add($"http://localhost:{port}/");
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port { get; }

    /// <summary>What whoever asks for a page is shown.</summary>
    public string Html { get; set; } = "";

    /// <summary>The answer to what is posted.</summary>
    public (int Status, string Text) Answer { get; set; } = (200, "");

    /// <summary>What was posted, with the headers.</summary>
    public ConcurrentQueue<(WebHeaderCollection Headers, string Body)> Posted { get; } = new();

    public static LocalSite Start() => new(OneLink.Tests.LoopbackPorts.Next());

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
        _listener.Close();
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            var isPost = context.Request.HttpMethod is "POST";
            if (isPost)
            {
                using var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8);
                Posted.Enqueue((new WebHeaderCollection { context.Request.Headers }, await reader.ReadToEndAsync()));
            }

            var (status, text) = isPost ? Answer : (200, Html);
            context.Response.StatusCode = status;
            context.Response.ContentType = isPost ? "text/plain" : "text/html; charset=utf-8";
            var bytes = Encoding.UTF8.GetBytes(text);
            await context.Response.OutputStream.WriteAsync(bytes);
            context.Response.Close();
        }
    }
}
