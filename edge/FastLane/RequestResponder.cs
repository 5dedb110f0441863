using OneLink.Edge.Redirects;
using OneLink.Shared.Networks;
using OneLink.Shared.Routing;

namespace OneLink.Edge.FastLane;

/// <summary>Turns received bytes into answers: parse, decide, write, as often as the bytes hold a whole request. One thread at a time.</summary>
internal sealed class RequestResponder(Redirector redirector, TrustedProxies proxies, FastLaneCounters counters)
{
    /// <summary>Answers are sent at the latest when there are so many; pipelining clients must read to get more.</summary>
    private const int MaxBurstBytes = 256 * 1024;

    private readonly FastAnswer _answer = new();
    private TrustedProxies _proxies = proxies;

    /// <summary>Believes these proxies from the next requests on. From any thread.</summary>
    public void Use(TrustedProxies trusted) => Volatile.Write(ref _proxies, trusted);

    /// <summary>Answers what it can.</summary>
    /// <param name="lane">The lane of the calling thread.</param>
    /// <param name="client">The connection, for its address.</param>
    /// <param name="input">Received bytes.</param>
    /// <param name="unixTimeMs">When they came.</param>
    /// <param name="isEnding">Whether the connection ends with its next answer, whatever the client wishes.</param>
    /// <param name="output">Receives the answers.</param>
    /// <param name="used">Bytes of the input that are answered.</param>
    public NextStep Answer(RedirectLane lane, FastConnection client, ReadOnlySpan<byte> input, long unixTimeMs, bool isEnding, OutputBuffer output, out int used)
    {
        Span<byte> address = stackalloc byte[IpAddressParser.MaxBytes];
        used = 0;
        while (used < input.Length)
        {
            if (output.Length > MaxBurstBytes)
            {
                return NextStep.Send;
            }

            scoped RequestHead head = default;
            head.CountryName = _proxies.CountryHeader;
            switch (RequestHeadParser.Parse(input[used..], ref head))
            {
                case HeadStatus.Incomplete:
                    return NextStep.Receive;
                case HeadStatus.HandOver:
                    return NextStep.HandOver;
            }

            client.Address.CopyTo(address);
            head.Forwarded.Apply(_proxies, isTls: false, address, client.AddressLength, ref head.Request);
            head.Request.UnixTimeMs = unixTimeMs;
            bool isLast = head.Closes || isEnding;
            RedirectDecision decision = redirector.Decide(lane, head.Request);
            if (decision.IsPending)
            {
                return NextStep.AwaitDisk;
            }

            if (decision.AwaitsClicks)
            {
                // Kestrel waits for the admin's answer; here nobody does.
                return NextStep.HandOver;
            }

            lane.CountAnswer(decision.Status);
            _answer.Write(lane, decision, head, isLast, output);
            counters.CountAnswered();
            used += head.Length;
            if (isLast)
            {
                return NextStep.Close;
            }
        }

        return NextStep.Receive;
    }

    /// <summary>Tells a client that its request took too long to arrive.</summary>
    public void AnswerTimeout(long unixTimeMs, OutputBuffer output) => _answer.WriteTimeout(unixTimeMs, output);
}
