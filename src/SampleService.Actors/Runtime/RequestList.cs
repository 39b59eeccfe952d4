namespace SampleService.Actors.Runtime;

/// <summary>A queue of requests that can give up one in the middle at once. Not thread-safe.</summary>
internal sealed class RequestList
{
    internal Request? First { get; private set; }

    internal int Count { get; private set; }

    private Request? Last { get; set; }

    internal void Add(Request request)
    {
        request.List = this;
        request.Next = null;
        request.Previous = Last;
        if (Last is null)
            First = request;
        else
            Last.Next = request;
        Last = request;
        Count++;
    }

    internal void Remove(Request request)
    {
        if (request.Previous is null)
            First = request.Next;
        else
            request.Previous.Next = request.Next;
        if (request.Next is null)
            Last = request.Previous;
        else
            request.Next.Previous = request.Previous;
        request.List = null;
        request.Previous = request.Next = null;
        Count--;
    }
}
