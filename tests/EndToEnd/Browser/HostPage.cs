using System.Net;
using System.Text;

namespace OneLink.EndToEnd.Browser;

/// <summary>Somebody's site on loopback: one page under a content security policy, with styles that reach for everything on it, and a picture.</summary>
internal sealed class HostPage : IDisposable
{
    private const string Styles = "* { color: rgb(255, 0, 0) !important; font-size: 40px !important; display: block; } body { background: #e9ecf1; }";

    private readonly HttpListener _listener = new();
    private readonly string _page;
    private readonly string _policy;

    /// <param name="script">The tag that the page carries.</param>
    /// <param name="policy">The page's <c>Content-Security-Policy</c>.</param>
    public HostPage(string script, string policy)
    {
        _page = $"""<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Shop</title><link rel="stylesheet" href="/styles.css"><main><h1>Shop</h1></main>{script}""";
        _policy = policy;
        Address = $"http://127.0.0.1:{LoopbackPorts.Next()}/";
        _listener.Prefixes.Add(Address);
        _listener.Start();
        _ = ServeAsync();
    }

    public string Address { get; }

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        while (true)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                var (type, body) = context.Request.Url!.AbsolutePath switch
                {
                    "/" => ("text/html; charset=utf-8", Encoding.UTF8.GetBytes(_page)),
                    "/picture.png" => ("image/png", Convert.FromBase64String(SampleAccount.Pixel)),
                    _ => ("text/css", Encoding.UTF8.GetBytes(Styles)),
                };
                context.Response.ContentType = type;
                context.Response.Headers["Content-Security-Policy"] = _policy;
                await context.Response.OutputStream.WriteAsync(body);
                context.Response.Close();
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                if (!_listener.IsListening)
                {
                    return;
                }
            }
        }
    }
}
