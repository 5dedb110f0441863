using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using OneLink.Edge.Limits;
using OneLink.Edge.Passwords;
using OneLink.Edge.Spool;
using OneLink.Shared.Devices;
using OneLink.Shared.Networks;
using OneLink.Shared.Routing;

namespace OneLink.Edge.Redirects;

/// <summary>Redirects through Kestrel's full HTTP stack: gathers the request's bytes, asks <see cref="Redirector"/>, sends what it decides.</summary>
internal sealed class RedirectEndpoint(
    Redirector redirector,
    RedirectLanes lanes,
    ClickSpool spool,
    ProxiesInForce inForce,
    PasswordCheck passwords,
    ClickLimits limits,
    TimeProvider clock)
{
    /// <summary>Requests that wait for clicks at the same time; who comes to more than that is asked to come back.</summary>
    private const int MaxWaiting = 1_000;

    /// <summary>How long a request waits for clicks: a visitor thinks of a slow connection, not of a broken link.</summary>
    private static readonly TimeSpan WaitLimit = TimeSpan.FromSeconds(2);

    private int _waiting;

    /// <summary>The header by which programs give a link's password; people use the form of the page.</summary>
    private const string PasswordHeader = "X-Link-Password";

    public async Task HandleAsync(HttpContext context)
    {
        byte[]? password = await PasswordOfAsync(context.Request, context.RequestAborted);
        byte[] scratch = ArrayPool<byte>.Shared.Rent(ScratchBytes(context.Request));
        try
        {
            PasswordProof proof = password is null ? PasswordProof.None : PasswordProof.Unchecked;
            Task answered = limits.Answered;
            if (!TryAnswer(context, scratch, password, ref proof, isLastTry: false))
            {
                await AnswerWithClicksAsync(context, scratch, password, proof, answered);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(scratch);
        }

        // Nothing has left yet: the answer is a promise that its click is kept.
        await spool.UntilCommittedAsync();
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
    }

    /// <summary>The password that came with the request, UTF-8; null where none did.</summary>
    private static async ValueTask<byte[]?> PasswordOfAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.Headers.TryGetValue(PasswordHeader, out Microsoft.Extensions.Primitives.StringValues header))
        {
            // Header values are bytes read as Latin-1 (EdgeKestrel).
            return Encoding.Latin1.GetBytes(header.ToString());
        }

        if (!HttpMethods.IsPost(request.Method)
            || request.ContentType?.StartsWith(PasswordForm.ContentType, StringComparison.OrdinalIgnoreCase) != true)
        {
            return null;
        }

        byte[] body = new byte[PasswordForm.MaxBytes];
        int length = await request.Body.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, cancellationToken);
        byte[] password = new byte[length];
        return PasswordForm.TryRead(body.AsSpan(0, length), password, out int passwordLength) ? password[..passwordLength] : null;
    }

    /// <summary>Answers as soon as the admin has granted clicks of the link, or it is clear that there are none.</summary>
    private async Task AnswerWithClicksAsync(HttpContext context, byte[] scratch, byte[]? password, PasswordProof proof, Task answered)
    {
        long since = clock.GetTimestamp();
        limits.CountWaited();
        try
        {
            bool mayWait = Interlocked.Increment(ref _waiting) <= MaxWaiting;
            do
            {
                TimeSpan left = WaitLimit - clock.GetElapsedTime(since);
                if (mayWait && left > TimeSpan.Zero)
                {
                    await answered.WaitAsync(left, clock, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                }

                context.RequestAborted.ThrowIfCancellationRequested();
                mayWait &= answered.IsCompleted;
                answered = limits.Answered;
            }
            while (!TryAnswer(context, scratch, password, ref proof, isLastTry: !mayWait));
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    /// <returns>False where clicks of the link are awaited; nothing is sent then.</returns>
    private bool TryAnswer(HttpContext context, byte[] scratch, byte[]? password, ref PasswordProof proof, bool isLastTry)
    {
        Span<byte> address = stackalloc byte[IpAddressParser.MaxBytes];
        var bytes = new HeaderBytes(scratch);
        HttpRequest http = context.Request;
        IHeaderDictionary headers = http.Headers;
        ReadOnlySpan<byte> target = bytes.Add(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget);
        RequestTarget.Split(target, out ReadOnlySpan<byte> path, out ReadOnlySpan<byte> query);
        scoped RedirectRequest request = new()
        {
            Method = HttpMethods.IsGet(http.Method) ? RequestMethod.Get : HttpMethods.IsHead(http.Method) ? RequestMethod.Head : RequestMethod.Other,
            Path = path,
            Query = query,
            Host = bytes.Add(headers.Host.ToString()),
            UserAgent = bytes.Add(headers.UserAgent.ToString()),
            AcceptLanguage = bytes.Add(headers.AcceptLanguage.ToString()),
            Referer = bytes.Add(headers.Referer.ToString()),
            SecPurpose = bytes.Add(headers["Sec-Purpose"].ToString()),
            Purpose = bytes.Add(headers["Purpose"].ToString()),
            XMoz = bytes.Add(headers["X-Moz"].ToString()),
            XPurpose = bytes.Add(headers["X-Purpose"].ToString()),
            DoNotTrack = bytes.Add(headers["DNT"].ToString()),
            GlobalPrivacyControl = bytes.Add(headers["Sec-GPC"].ToString()),
            Hints = new ClientHints
            {
                SecChUa = bytes.Add(headers["Sec-CH-UA"].ToString()),
                SecChUaMobile = bytes.Add(headers["Sec-CH-UA-Mobile"].ToString()),
                SecChUaPlatform = bytes.Add(headers["Sec-CH-UA-Platform"].ToString()),
                SecChUaFormFactors = bytes.Add(headers["Sec-CH-UA-Form-Factors"].ToString()),
                XRequestedWith = bytes.Add(headers.XRequestedWith.ToString()),
            },
            Password = proof,
            IsLastTry = isLastTry,
            UnixTimeMs = clock.GetUtcNow().ToUnixTimeMilliseconds(),
        };

        int length = 0;
        if (context.Connection.RemoteIpAddress is { } remote && remote.TryWriteBytes(address, out length) && length == IpAddressParser.MaxBytes)
        {
            length = IpAddressParser.Unmap(address);
        }

        TrustedProxies proxies = inForce.Current;
        new ForwardedHeaders
        {
            For = bytes.Add(headers["X-Forwarded-For"].ToString()),
            Proto = bytes.Add(headers["X-Forwarded-Proto"].ToString()),
            Host = bytes.Add(headers["X-Forwarded-Host"].ToString()),
            Country = proxies.CountryHeaderName.Length == 0 ? default : bytes.Add(headers[proxies.CountryHeaderName].ToString()),
        }.Apply(proxies, http.IsHttps, address, length, ref request);

        if (TryAnswer(request, context.Response, out ulong linkId, out LinkPassword expected))
        {
            return true;
        }

        if (linkId == 0)
        {
            return false;
        }

        // Meanwhile the lane is others': a comparison takes as long as thousands of redirects.
        proof = request.Password = passwords.Compare(linkId, expected, password, request.RemoteAddress);
        return TryAnswer(request, context.Response, out _, out _);
    }

    /// <summary>Decides and sends, unless clicks are awaited, or a password is to be compared first: with that of this link.</summary>
    private bool TryAnswer(scoped in RedirectRequest request, HttpResponse response, out ulong linkId, out LinkPassword expected)
    {
        linkId = 0;
        expected = default;
        RedirectLane lane = lanes.Take();
        try
        {
            RedirectDecision decision = redirector.Decide(lane, request);
            if (decision.AwaitsClicks)
            {
                return false;
            }

            if (decision.Page == RedirectPage.PasswordCheck)
            {
                linkId = decision.Link.LinkId;
                expected = decision.Link.Password.Copy();
                return false;
            }

            lane.CountAnswer(decision.Status);
            Send(lane, decision, request.Method, response);
            return true;
        }
        finally
        {
            lane.GiveBack();
        }
    }

    private static void Send(RedirectLane lane, scoped in RedirectDecision decision, RequestMethod method, HttpResponse response)
    {
        Span<byte> nonce = stackalloc byte[HttpAnswer.NonceBytes];
        if (ContentSecurityPolicy.NeedsNonce(decision.Page))
        {
            HttpAnswer.WriteNonce(lane, nonce);
        }

        response.StatusCode = decision.Status;
        var fields = new ResponseFields(response.Headers);
        HttpAnswer.WriteFields(decision, nonce, ref fields);
        if (decision.Page == RedirectPage.None)
        {
            response.ContentLength = 0;
            return;
        }

        var body = new ArrayBufferWriter<byte>(4096);
        HttpAnswer.WriteBody(decision, nonce, body);
        response.ContentLength = body.WrittenCount;
        if (method != RequestMethod.Head)
        {
            // Asked for by size: without one the writer may give nothing, and IBufferWriter's own Write then throws.
            body.WrittenSpan.CopyTo(response.BodyWriter.GetSpan(body.WrittenCount));
            response.BodyWriter.Advance(body.WrittenCount);
        }
    }

    /// <summary>Room for the target and all header values in Latin-1, one byte a character.</summary>
    private static int ScratchBytes(HttpRequest request)
    {
        int length = request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Length;
        foreach ((_, Microsoft.Extensions.Primitives.StringValues values) in request.Headers)
        {
            foreach (string? value in values)
            {
                // Repeated headers are joined by commas.
                length += (value?.Length ?? 0) + 1;
            }
        }

        return length;
    }

    /// <summary>Hands out header values as bytes from one buffer.</summary>
    private ref struct HeaderBytes(Span<byte> buffer)
    {
        private Span<byte> _rest = buffer;

        public ReadOnlySpan<byte> Add(string value)
        {
            int length = Encoding.Latin1.GetBytes(value, _rest);
            Span<byte> bytes = _rest[..length];
            _rest = _rest[length..];
            return bytes;
        }
    }

    private readonly struct ResponseFields(IHeaderDictionary headers) : IAnswerFields
    {
        public void Add(scoped ReadOnlySpan<byte> name, scoped ReadOnlySpan<byte> value) => headers[Encoding.ASCII.GetString(name)] = Encoding.ASCII.GetString(value);
    }
}
