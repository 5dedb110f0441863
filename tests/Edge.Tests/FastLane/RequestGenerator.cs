using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace OneLink.Edge.Tests.FastLane;

/// <summary>Requests as they come, and as nobody should write them: mostly sound, each part sometimes not.</summary>
internal static class RequestGenerator
{
    private static readonly string[] UserAgents =
    [
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
        "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "curl/8.5.0",
        "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/22F76 Instagram 390.0.0.28.85 (iPhone15,3; iOS 18_5)",
        "",
        "caf\u00e9",
    ];

    private static readonly Gen<string> Method = Weighted([(20, "GET"), (4, "HEAD"), (1, "POST"), (1, "OPTIONS"), (1, "get"), (1, "G\u00c9T"), (1, ""), (1, "PROPFIND"), (1, "GETT")]);

    private static readonly Gen<string> Path = Weighted(
    [
        (10, "/plain"), (4, "/app"), (4, "/query"), (3, "/path/and/more"), (2, "/gone"), (2, "/off"), (2, "/brief"), (2, "/keeps"), (4, "/unknown"),
        (1, "/"), (1, ""), (1, "/caf%C3%A9"), (1, "/cafe%CC%81"), (1, "/pl%61in"), (1, "/plain%00"), (1, "/%zz"), (1, "/plain/"), (1, "//plain"),
        (1, "/./plain"), (1, "/x/../plain"), (1, "/..%2fplain"), (1, "plain"), (1, "*"), (1, "http://go.example/plain"), (1, "http://other.example/plain"),
        (1, "http://go.example"), (1, "/robots.txt"), (1, "/favicon.ico"), (1, "/.well-known/assetlinks.json"), (1, "/wp-login.php"), (1, "/.env"),
        (1, "/HEALTHZ"), (1, "/%68ealthz"), (1, "/plain#fragment"), (1, "/pla\u00efn"), (1, "/a b"), (1, "/a\tb"), (1, "/\u0001"), (1, "/\u007f"), (1, "/" + new string('a', 7_000)), (1, "/" + new string('a', 9_000)),
        (3, "/card"), (1, "/card+"), (1, "/card%2B"), (1, "/plain+"), (3, "/ruled"), (2, "/german"), (2, "/split"), (2, "/locked"), (1, "/locked+"), (2, "/probe"), (1, "/unknown+"), (1, "/+"),
        (1, "/apple-app-site-association"), (1, "/\\plain"), (1, "/plain;x=1"), (1, "/%2e%2e/plain"), (1, "/plain%2F"),
    ]);

    private static readonly Gen<string> Query = Weighted(
        [(12, ""), (2, "?x=1"), (1, "?utm_source=a&utm_medium=%C3%A9"), (1, "?skip=1"), (1, "?notrack=1&qr=1"), (1, "?"), (1, "?a=%00"), (1, "?a?b=c&&&="), (1, "?%%%"), (1, "?\u00e9")]);

    private static readonly Gen<string> Version = Weighted([(24, "HTTP/1.1"), (4, "HTTP/1.0"), (1, "HTTP/2.0"), (1, "HTTP/1.2"), (1, "http/1.1"), (1, ""), (1, "HTTP/1.1 "), (1, "HTTP/1")]);

    private static readonly Gen<string> HostField = Weighted(
    [
        (24, "Host: go.example"), (2, "Host: GO.example:8081"), (1, "host:go.example"), (1, "Host: other.example"), (1, "Host:"), (1, ""),
        (1, "Host: go.example\r\nHost: go.example"), (1, "Host: [::1]:80"), (1, "Host: go.example:"), (1, "Host: go example"), (1, "Host: go.example:port"),
        (1, "Host: go.example:123456"), (1, "Host: g\u00f6.example"), (1, "Host: www.go.example."), (1, "Host: user@go.example"), (1, "Host: go.example/x"),
    ]);

    private static readonly Gen<string> Connection = Weighted(
        [(20, ""), (3, "Connection: keep-alive"), (3, "Connection: close"), (1, "connection: Close"), (1, "Connection: Upgrade, HTTP2-Settings"), (1, "Connection: keep-alive, close"), (1, "Connection:"), (1, "Connection: x")]);

    private static readonly Gen<string> OtherField = Weighted(
    [
        (4, "Accept: */*"), (3, "Accept-Language: en-US,en;q=0.9"), (3, "Referer: https://www.instagram.com/x"), (2, "Cookie: a=b; c=d"), (2, "Sec-Purpose: prefetch;prerender"), (2, "DNT: 1"), (1, "sec-gpc: 1"),
        (2, "Sec-CH-UA-Platform: \"Android\""), (2, "Sec-CH-UA-Mobile: ?1"), (2, "X-Forwarded-For: 203.0.113.7, 10.0.0.1"), (2, "X-Forwarded-Proto: https"), (1, "X-Forwarded-Proto: ftp"), (1, "X-Forwarded-Proto: https, http"),
        (2, "X-Forwarded-Host: www.go.example:443"), (1, "X-Forwarded-Host: other.example, go.example"), (1, "X-Forwarded-Host: <script>"), (1, "X-Forwarded-Host:"), (1, "X-Forwarded-Host: a\r\nX-Forwarded-Host: go.example"),
        (2, "CF-IPCountry: DE"), (1, "cf-ipcountry: us"), (1, "CF-IPCountry: XX"), (1, "CF-IPCountry: T1"), (1, "CF-IPCountry: DE\r\nCF-IPCountry: US"), (1, "X-Requested-With: com.facebook.katana"),
        (1, "Referer: https://a.example/\r\nReferer: https://b.example/"), (1, "Accept-Language:   de  "), (1, "X-Empty:"), (1, "X-Tab:\tvalue"), (1, "X-Inner: a\tb"), (1, "No-Colon"), (1, ": no-name"),
        (1, "Bad Name: x"), (1, "Name : x"), (1, " Folded: x"), (1, "X: a\u0000b"), (1, "X: a\u0001b"), (1, "X: caf\u00e9"), (1, "X: a\rb"), (1, "X: a\nb"), (1, "X\u00e9: a"), (1, "X(Y): z"),
        (1, "Content-Length: 0"), (1, "Content-Length: 3"), (1, "Content-Length: x"), (1, "Transfer-Encoding: chunked"), (1, "Expect: 100-continue"), (1, "Upgrade: h2c"),
        (1, "User-Agent: second"), (1, "X-Large: " + new string('x', 9_000)), (1, "X-Larger: " + new string('y', 40_000)),
        (1, string.Join("\r\n", Enumerable.Range(0, 120).Select(static i => $"X-{i}: {i}"))),
    ]);

    private static readonly Gen<string> LineEnd = Weighted([(40, "\r\n"), (1, "\n"), (1, "\r"), (1, "\r\r\n")]);

    /// <summary>One request, as bytes.</summary>
    public static Gen<byte[]> Request =>
        from method in Method
        from path in Path
        from query in Query
        from version in Version
        from space in Weighted([(40, " "), (1, "  "), (1, "\t"), (1, "")])
        from host in HostField
        from connection in Connection
        from userAgent in Gen.Elements(UserAgents)
        from others in Gen.ListOf(OtherField)
        from lineEnd in LineEnd
        from lead in Weighted([(40, ""), (1, "\r\n"), (1, " "), (1, "\n")])
        let fields = new[] { host, $"User-Agent: {userAgent}", connection }.Concat(others.Take(4)).Where(static line => line.Length > 0)
        select Encoding.Latin1.GetBytes($"{lead}{method}{space}{path}{query} {version}{lineEnd}{string.Concat(fields.Select(line => line + lineEnd))}{lineEnd}");

    private static Gen<string> Weighted(IEnumerable<(int Weight, string Value)> choices)
        => Gen.Frequency(choices.Select(static choice => (choice.Weight, Gen.Constant(choice.Value))));
}
