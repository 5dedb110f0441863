namespace OneLink.Admin.Outbound;

/// <summary>An answer, or why there is none.</summary>
internal sealed record OutboundResult
{
    private OutboundResult(OutboundResponse? response, OutboundFailure? failure)
    {
        Response = response;
        Failure = failure;
    }

    /// <summary>Null exactly when there is a failure.</summary>
    public OutboundResponse? Response { get; }

    public OutboundFailure? Failure { get; }

    /// <summary>The failure as a sentence for whoever gave the URL. It tells nothing of the network that this process is in.</summary>
    public string Reason => Failure switch
    {
        OutboundFailure.UrlRefused => "The address, or one that it redirects to, is not a plain http or https URL.",
        OutboundFailure.UnknownHost => "The host, or one that it redirects to, has no address in DNS.",
        OutboundFailure.AddressRefused => "The host, or one that it redirects to, has no public address.",
        OutboundFailure.ConnectionFailed or OutboundFailure.BrokenOff => "The server could not be reached, or broke the connection off.",
        OutboundFailure.TlsFailed => "No secure connection could be made: the server's certificate is not valid for the host, or TLS failed.",
        OutboundFailure.TooManyRedirects => "The server redirects too many times.",
        OutboundFailure.TimedOut => "The server did not answer completely in time.",
        OutboundFailure.NotHttp => "The server's answer is not valid HTTP.",
        null => "",
        _ => throw new InvalidOperationException(),
    };

    public static OutboundResult Answered(OutboundResponse response) => new(response, failure: null);

    public static OutboundResult Failed(OutboundFailure failure) => new(response: null, failure);
}
